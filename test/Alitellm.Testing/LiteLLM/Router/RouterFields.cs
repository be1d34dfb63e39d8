using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>The router's settings as LiteLLM describes them.</summary>
internal static class RouterFields
{
    /// <summary>What <c>/config/update</c> stores. Other keys are dropped without an error.</summary>
    public static readonly string[] Writable =
    [
        "routing_strategy", "routing_strategy_args", "model_group_retry_policy", "allowed_fails", "cooldown_time", "num_retries", "timeout",
        "max_retries", "retry_after", "fallbacks", "context_window_fallbacks", RouterState.AliasKey,
    ];

    /// <summary>More of them from 1.84 on.</summary>
    public static readonly string[] LaterWritable =
        ["routing_groups", "retry_policy", "model_group_affinity_config", "enable_tag_filtering", "tag_routing_prefix"];

    private static readonly (string Name, string Type)[] Described =
    [
        ("routing_strategy", "String"), ("routing_strategy_args", "Dictionary"), ("num_retries", "Integer"), ("timeout", "Float"),
        ("stream_timeout", "Float"), ("max_fallbacks", "Integer"), ("fallbacks", "List"), ("context_window_fallbacks", "List"),
        ("content_policy_fallbacks", "List"), (RouterState.AliasKey, "Dictionary"), ("enable_pre_call_checks", "Boolean"),
        ("default_litellm_params", "Dictionary"), ("set_verbose", "Boolean"), ("default_max_parallel_requests", "Integer"),
        ("enable_tag_filtering", "Boolean"), ("disable_cooldowns", "Boolean"), ("allowed_fails", "Integer"), ("cooldown_time", "Float"),
        ("retry_after", "Integer"), ("allowed_fails_policy", "Dictionary"), ("model_group_retry_policy", "Dictionary"),
    ];

    public static JsonObject Defaults() => new()
    {
        ["routing_strategy"] = "simple-shuffle",
        ["routing_strategy_args"] = new JsonObject(),
        ["allowed_fails"] = 3,
        ["cooldown_time"] = 5,
        ["num_retries"] = 2,
        ["timeout"] = 6000,
        ["max_retries"] = 2,
        ["retry_after"] = 0,
        ["fallbacks"] = new JsonArray(),
        ["context_window_fallbacks"] = new JsonArray(),
        ["model_group_retry_policy"] = new JsonObject(),
        [RouterState.AliasKey] = new JsonObject(),
    };

    public static JsonArray Descriptors(JsonObject? values)
    {
        var fields = new JsonArray();
        foreach (var (name, type) in Described)
        {
            fields.Add((JsonNode)new JsonObject
            {
                ["field_name"] = name,
                ["field_type"] = type,
                ["field_value"] = values?[name]?.DeepClone(),
                ["field_description"] = name.Replace('_', ' '),
                ["field_default"] = null,
            });
        }

        return fields;
    }
}
