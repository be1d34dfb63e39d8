using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>The declared keys of <c>litellm_params</c>: they are typed, and the legacy update keeps only them.</summary>
internal static class ModelParameters
{
    /// <summary>The three that every stored row has.</summary>
    public static readonly string[] AddedFlags = ["use_in_pass_through", "use_litellm_proxy", "merge_reasoning_content_in_choices"];

    /// <summary>Prices that create copies into <c>model_info</c>.</summary>
    public static readonly string[] CopiedPrices =
        ["input_cost_per_token", "output_cost_per_token", "input_cost_per_character", "output_cost_per_character"];

    private static readonly FrozenDictionary<string, Kind> Declared = new Dictionary<string, Kind>(StringComparer.Ordinal)
    {
        ["model"] = Kind.Text,
        ["custom_llm_provider"] = Kind.Text,
        ["api_key"] = Kind.Text,
        ["api_base"] = Kind.Text,
        ["api_version"] = Kind.Text,
        ["organization"] = Kind.Text,
        ["region_name"] = Kind.Text,
        ["vertex_project"] = Kind.Text,
        ["vertex_location"] = Kind.Text,
        ["vertex_credentials"] = Kind.Any,
        ["aws_access_key_id"] = Kind.Text,
        ["aws_secret_access_key"] = Kind.Text,
        ["aws_region_name"] = Kind.Text,
        ["watsonx_region_name"] = Kind.Text,
        ["client_secret"] = Kind.Text,
        ["litellm_credential_name"] = Kind.Text,
        ["litellm_trace_id"] = Kind.Text,
        ["budget_duration"] = Kind.Text,
        ["rpm"] = Kind.Integer,
        ["tpm"] = Kind.Integer,
        ["max_retries"] = Kind.Integer,
        ["weight"] = Kind.Integer,
        ["timeout"] = Kind.NumberOrText,
        ["stream_timeout"] = Kind.NumberOrText,
        ["max_budget"] = Kind.Number,
        ["max_file_size_mb"] = Kind.Number,
        ["input_cost_per_token"] = Kind.Number,
        ["output_cost_per_token"] = Kind.Number,
        ["input_cost_per_character"] = Kind.Number,
        ["output_cost_per_character"] = Kind.Number,
        ["input_cost_per_second"] = Kind.Number,
        ["output_cost_per_second"] = Kind.Number,
        ["use_in_pass_through"] = Kind.Flag,
        ["use_litellm_proxy"] = Kind.Flag,
        ["merge_reasoning_content_in_choices"] = Kind.Flag,
        ["model_info"] = Kind.Any,
        ["mock_response"] = Kind.Any,
        ["configurable_clientside_auth_params"] = Kind.Any,
        ["cache_control_injection_points"] = Kind.Any,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private enum Kind
    {
        Any,
        Text,
        Integer,
        Number,
        NumberOrText,
        Flag,
    }

    public static bool IsDeclared(string key) => Declared.ContainsKey(key);

    /// <summary>Whether PATCH of the later flavour removes the key on null.</summary>
    public static bool IsClearable(string key)
        => CopiedPrices.Contains(key) || key is "litellm_credential_name" or "cache_control_injection_points";

    /// <summary>A copy without nulls and with numbers in text form read as numbers; 422 for a wrong type.</summary>
    public static JsonObject Typed(JsonObject sent)
    {
        var result = new JsonObject();
        foreach (var (key, value) in sent)
        {
            if (value is not null)
            {
                result[key] = Declared.TryGetValue(key, out var kind) ? Typed(key, kind, value) : value.DeepClone();
            }
        }

        return result;
    }

    private static JsonNode Typed(string key, Kind kind, JsonNode value)
    {
        var json = value.GetValueKind();
        switch (kind)
        {
            case Kind.Text when json != JsonValueKind.String:
                throw Wrong("string_type", "Input should be a valid string", key, value);
            case Kind.Flag when json is not (JsonValueKind.True or JsonValueKind.False):
                throw Wrong("bool_type", "Input should be a valid boolean", key, value);
            case Kind.NumberOrText when json is not (JsonValueKind.Number or JsonValueKind.String):
                throw Wrong("float_type", "Input should be a valid number", key, value);
            case Kind.Integer or Kind.Number when json == JsonValueKind.String:
                return Read(key, kind, value);
            case Kind.Integer or Kind.Number when json != JsonValueKind.Number:
                throw Wrong(kind == Kind.Integer ? "int_type" : "float_type", "Input should be a valid number", key, value);
            case Kind.Integer when value.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E'):
                throw Wrong("int_from_float", "Input should be a valid integer, got a number with a fractional part", key, value);
            default:
                return value.DeepClone();
        }
    }

    private static JsonNode Read(string key, Kind kind, JsonNode value)
    {
        var text = value.GetValue<string>();
        if (kind == Kind.Integer)
        {
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? whole
                : throw Wrong("int_parsing", "Input should be a valid integer, unable to parse string as an integer", key, value);
        }

        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong("float_parsing", "Input should be a valid number, unable to parse string as a number", key, value);
    }

    private static ReplyException Wrong(string type, string message, string key, JsonNode value)
        => new(Errors.Invalid(type, message, value, "body", "litellm_params", key));
}
