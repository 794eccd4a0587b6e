// What the compiler asks for by name and netstandard2.0 does not have. Written out here, as the generator that supplied them
// (PolySharp 1.16.0) adds them in another order at each compilation: the same source made other bytes every time.
// Embedded: each assembly has its own, and no other one sees them.
using Microsoft.CodeAnalysis;

namespace Microsoft.CodeAnalysis
{
    /// <summary>Marks a type as the compiler's own: invisible to other assemblies, InternalsVisibleTo or not.</summary>
    [Embedded]
    [System.AttributeUsage(System.AttributeTargets.All)]
    internal sealed class EmbeddedAttribute : System.Attribute;
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>For records with <c>required</c> members: their copies have what is required.</summary>
    [Embedded]
    [AttributeUsage(AttributeTargets.Constructor)]
    internal sealed class SetsRequiredMembersAttribute : Attribute;
}

namespace System.Runtime.CompilerServices
{
    /// <summary>For <c>init</c>.</summary>
    [Embedded]
    internal static class IsExternalInit;

    /// <summary>For <c>required</c>.</summary>
    [Embedded]
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
    internal sealed class RequiredMemberAttribute : Attribute;

    /// <summary>For <c>required</c>: keeps compilers away that do not know it.</summary>
    [Embedded]
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
    internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
    {
        /// <summary>The feature.</summary>
        public string FeatureName { get; } = featureName;
    }
}

namespace System
{
    /// <summary>For <c>^1</c>.</summary>
    [Embedded]
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        /// <summary>How far from the end or the start.</summary>
        public int Value { get; } = value;

        /// <summary>Whether it counts from the end.</summary>
        public bool IsFromEnd { get; } = fromEnd;

        public static implicit operator Index(int value) => new(value);

        /// <summary>The place in something of a length.</summary>
        public int GetOffset(int length) => IsFromEnd ? length - Value : Value;
    }

    /// <summary>For <c>1..3</c>.</summary>
    [Embedded]
    internal readonly struct Range(Index start, Index end)
    {
        /// <summary>The whole.</summary>
        public static Range All => new(0, new Index(0, fromEnd: true));

        /// <summary>The first that is in it.</summary>
        public Index Start { get; } = start;

        /// <summary>The first that is behind it.</summary>
        public Index End { get; } = end;

        /// <summary>From a place to the end.</summary>
        public static Range StartAt(Index start) => new(start, new Index(0, fromEnd: true));

        /// <summary>From the start to a place.</summary>
        public static Range EndAt(Index end) => new(0, end);
    }
}
