using Xunit;

namespace FeishuHire.ModuleTests.Sandbox;

/// <summary>A process has one sandbox: the tests that start, replace and stop it run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SandboxCollection
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Sandbox";
}
