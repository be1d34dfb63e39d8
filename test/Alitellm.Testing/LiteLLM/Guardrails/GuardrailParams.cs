using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>What LiteLLM makes of a guardrail's <c>litellm_params</c>: defaults shown, some values lower-cased, secrets masked in reads.</summary>
internal static class GuardrailParams
{
    /// <summary>Characters shown before and after the stars.</summary>
    private const int Shown = 2;

    private static readonly string[] Sensitive =
        ["authorization", "token", "key", "secret", "vertex_credentials", "credentials", "password", "passwd"];

    private static readonly string[] LowerCased = ["mode", "default_action", "on_disallowed_action"];

    private static readonly string[] Unset =
    [
        "api_base", "api_endpoint", "api_key", "application", "aws_access_key_id", "aws_region_name", "aws_role_name", "aws_secret_access_key",
        "aws_session_name", "aws_session_token", "banned_keywords_list", "blocked_words", "blocked_words_file", "categories",
        "category_thresholds", "config", "credentials", "default_action", "detect_secrets_config", "dev_info", "fail_on_error", "guard_name",
        "guardrailIdentifier", "guardrailVersion", "headers", "keyword_redaction_tag", "location", "mask_request_content",
        "mask_response_content", "metadata", "model", "on_disallowed_action", "output_parse_pii", "payload", "pangea_input_recipe",
        "pangea_output_recipe", "pattern_redaction_format", "patterns", "pii_entities_config", "policy_name", "presidio_ad_hoc_recognizers",
        "presidio_analyzer_api_base", "presidio_anonymizer_api_base", "presidio_filter_scope", "presidio_score_thresholds", "profile_id",
        "profile_name", "project_id", "rules", "severity_threshold", "template_id", "timeout", "unreachable_fallback", "violation_message_template",
    ];

    private static readonly (string Key, JsonNode Value)[] Defaults =
    [
        ("api_version", "v1"), ("breakdown", true), ("default_on", false), ("disable_exception_on_block", false),
        ("experimental_use_latest_role_message_only", false), ("logging_only", false), ("on_flagged", "block"), ("on_flagged_action", "monitor"),
        ("presidio_language", "en"), ("presidio_run_on", "both"),
    ];

    /// <summary>The parameters as stored: <c>mode</c> and two more in lower case, nothing else checked.</summary>
    public static JsonObject Normalised(JsonObject sent)
    {
        var stored = (JsonObject)sent.DeepClone();
        foreach (var key in LowerCased)
        {
            if (stored[key] is { } value)
            {
                stored[key] = Lower(value);
            }
        }

        return stored;
    }

    /// <summary>What write answers show: every known parameter, secrets in clear.</summary>
    public static JsonObject Complete(JsonObject stored)
    {
        var shown = new JsonObject();
        foreach (var key in Unset)
        {
            shown[key] = null;
        }

        foreach (var (key, value) in Defaults)
        {
            shown[key] = value.DeepClone();
        }

        foreach (var (key, value) in stored)
        {
            shown[key] = value?.DeepClone();
        }

        return shown;
    }

    /// <summary>What reads show: texts under telling names keep two characters at either end; objects elsewhere are not looked into.</summary>
    public static JsonObject Masked(JsonObject stored) => Complete(Mask(stored));

    private static JsonObject Mask(JsonObject source)
    {
        var masked = new JsonObject();
        foreach (var (key, value) in source)
        {
            masked[key] = !IsSensitive(key) ? value?.DeepClone() : value switch
            {
                JsonObject inner => Mask(inner),
                _ when Json.Text(value) is { } text => Mask(text),
                _ => value?.DeepClone(),
            };
        }

        return masked;
    }

    private static string Mask(string text) => text.Length <= 2 * Shown ? "*****" : string.Concat(text.AsSpan(0, Shown), "****", text.AsSpan(text.Length - Shown));

    private static bool IsSensitive(string key) => Sensitive.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static JsonNode? Lower(JsonNode? value) => value switch
    {
        JsonArray items => new JsonArray([.. items.Select(Lower)]),
        _ when Json.Text(value) is { } text => text.ToLowerInvariant(),
        _ => value?.DeepClone(),
    };
}
