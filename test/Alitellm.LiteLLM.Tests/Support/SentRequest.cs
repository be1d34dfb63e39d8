namespace Alitellm.LiteLLM.Tests.Support;

/// <summary>A request as it arrived.</summary>
internal sealed record SentRequest(string Method, string PathAndQuery, string? Body, IReadOnlyDictionary<string, string> Headers)
{
    public override string ToString() => $"{Method} {PathAndQuery}";
}
