using System.Text.Json.Nodes;
using Alitellm.LiteLLM;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds;

/// <summary>The id LiteLLM gave to a new entry.</summary>
internal static class MintedId
{
    /// <exception cref="LiteLLMException">The answer to a create names none: the entry is to be found by its name.</exception>
    public static string From(JsonObject answer, string field, string operation)
    {
        return JsonScalars.TextOf(answer[field]) is { Length: > 0 } id
            ? id
            : throw new LiteLLMException(LiteLLMErrorClass.Transient, operation, $"{operation}: LiteLLM's answer has no {field}") { Unclear = true };
    }
}
