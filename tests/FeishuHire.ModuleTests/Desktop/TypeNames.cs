using System.Reflection.Metadata;

namespace FeishuHire.ModuleTests.Desktop;

/// <summary>Full names of types in metadata; nested ones as Outer+Inner.</summary>
internal static class TypeNames
{
    public static string Of(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        TypeDefinitionHandle outer = type.GetDeclaringType();
        return outer.IsNil ? Join(reader, type.Namespace, type.Name) : Of(reader, outer) + "+" + reader.GetString(type.Name);
    }

    /// <summary>The assembly and the name of a type from elsewhere; null for one of the same assembly.</summary>
    public static (string Assembly, string Type)? Of(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        switch (type.ResolutionScope.Kind)
        {
            case HandleKind.AssemblyReference:
                AssemblyReference home = reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
                return (reader.GetString(home.Name), Join(reader, type.Namespace, type.Name));
            case HandleKind.TypeReference when Of(reader, (TypeReferenceHandle)type.ResolutionScope) is (string assembly, string outer):
                return (assembly, outer + "+" + reader.GetString(type.Name));
            default:
                return null;
        }
    }

    public static string Join(MetadataReader reader, StringHandle space, StringHandle name) =>
        space.IsNil ? reader.GetString(name) : reader.GetString(space) + "." + reader.GetString(name);
}
