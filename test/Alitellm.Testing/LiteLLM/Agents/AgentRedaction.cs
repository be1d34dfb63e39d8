using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>What newer versions do to secrets of an agent's <c>litellm_params</c>: every answer hides them, and a write that leaves them out or sends the mark keeps them.</summary>
internal static class AgentRedaction
{
    public const string Mark = "REDACTED_BY_LITELM";

    private static readonly string[] Telling =
        ["password", "secret", "key", "token", "auth", "authorization", "credential", "access", "private", "certificate", "fingerprint", "tenancy"];

    public static JsonNode? Hide(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                return new JsonObject(map.Select(member => KeyValuePair.Create(member.Key, IsSecret(member.Key) ? (JsonNode?)Mark : Hide(member.Value))));
            case JsonArray list:
                return new JsonArray([.. list.Select(Hide)]);
            default:
                return value?.DeepClone();
        }
    }

    public static JsonObject Restored(JsonObject sent, JsonObject? stored)
    {
        var restored = new JsonObject();
        foreach (var (key, value) in sent)
        {
            var isMark = IsSecret(key) && Json.Text(value) == Mark;
            if (!isMark)
            {
                restored[key] = value is JsonObject map ? Restored(map, stored?[key] as JsonObject) : value?.DeepClone();
            }
        }

        foreach (var (key, value) in stored ?? [])
        {
            if (IsSecret(key))
            {
                restored.TryAdd(key, value?.DeepClone());
            }
        }

        return restored;
    }

    private static bool IsSecret(string key) => key.Split('_', '-').Any(part => Telling.Contains(part, StringComparer.OrdinalIgnoreCase));
}
