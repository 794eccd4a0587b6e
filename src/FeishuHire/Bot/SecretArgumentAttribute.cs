using System.Management.Automation;
using System.Security;
using FeishuHire.Text;

namespace FeishuHire.Bot;

/// <summary>Takes a SecureString and nothing else. The binder's own refusal would show the value, which is the secret.</summary>
[System.AttributeUsage(System.AttributeTargets.Property)]
internal sealed class SecretArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => null,
            SecureString secret => secret,
            _ => throw new ArgumentTransformationMetadataException(Texts.OfBot.Say("NotSecure")),
        };
}
