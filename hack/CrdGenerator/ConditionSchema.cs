using System.Text.Json.Nodes;

namespace Alitellm.CrdGenerator;

/// <summary>The schema of Kubernetes' standard Condition, with the limits its API conventions set.</summary>
internal static class ConditionSchema
{
    public static JsonObject Build() => new()
    {
        ["description"] = "One aspect of the object's state.",
        ["properties"] = new JsonObject
        {
            ["lastTransitionTime"] = new JsonObject { ["description"] = "When status last changed.", ["format"] = "date-time", ["type"] = "string" },
            ["message"] = new JsonObject { ["description"] = "The reason in a sentence.", ["maxLength"] = 32768, ["type"] = "string" },
            ["observedGeneration"] = new JsonObject
            {
                ["description"] = "The generation of the spec that the condition speaks of.",
                ["format"] = "int64",
                ["minimum"] = 0,
                ["type"] = "integer",
            },
            ["reason"] = new JsonObject
            {
                ["description"] = "The reason in one word.",
                ["maxLength"] = 1024,
                ["minLength"] = 1,
                ["pattern"] = "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$",
                ["type"] = "string",
            },
            ["status"] = new JsonObject
            {
                ["description"] = "Whether it is so.",
                ["enum"] = new JsonArray("True", "False", "Unknown"),
                ["type"] = "string",
            },
            ["type"] = new JsonObject
            {
                ["description"] = "Which aspect.",
                ["maxLength"] = 316,
                ["pattern"] = @"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$",
                ["type"] = "string",
            },
        },
        ["required"] = new JsonArray("lastTransitionTime", "message", "reason", "status", "type"),
        ["type"] = "object",
    };
}
