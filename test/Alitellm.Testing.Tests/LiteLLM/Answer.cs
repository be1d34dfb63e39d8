using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>What came back.</summary>
internal sealed record Answer(int Status, string Text, RetryConditionHeaderValue? RetryAfter, string? MediaType)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string ErrorMessage => Json["error"]!["message"]!.GetValue<string>();

    public string ErrorType => Json["error"]!["type"]!.GetValue<string>();

    public string DetailError => Json["detail"]!["error"]!.GetValue<string>();
}
