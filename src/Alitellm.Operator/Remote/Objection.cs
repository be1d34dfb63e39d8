namespace Alitellm.Operator.Remote;

/// <summary>Why LiteLLM is not written although the spec is valid.</summary>
/// <param name="Reason">Of the Ready condition.</param>
internal sealed record Objection(string Reason, string Message);
