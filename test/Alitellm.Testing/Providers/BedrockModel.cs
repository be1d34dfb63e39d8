namespace Alitellm.Testing.Providers;

/// <summary>A model of a Bedrock region.</summary>
/// <param name="Lifecycle">Null leaves it out.</param>
public sealed record BedrockModel(string Id, string? Lifecycle = "ACTIVE", string InferenceType = "ON_DEMAND", string OutputModality = "TEXT");
