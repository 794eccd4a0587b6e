using System.Text.Json.Serialization;

namespace FeishuHire.Engine.Api;

/// <summary>How requests are written, decided at compile time: reflection would cost a cold start.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProgressRequest))]
internal sealed partial class RequestJson : JsonSerializerContext;
