using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>The price and capability fields that LiteLLM's own table adds to <c>model_info</c> on every read.</summary>
internal static class GeneratedModelInfo
{
    private const int MostKept = 10_000;

    private static readonly string[] UnsetPrices =
    [
        "cache_creation_input_token_cost", "cache_creation_input_token_cost_above_200k_tokens", "cache_read_input_token_cost",
        "cache_read_input_token_cost_above_200k_tokens", "input_cost_per_character", "input_cost_per_token_above_128k_tokens",
        "input_cost_per_token_above_200k_tokens", "input_cost_per_query", "input_cost_per_second", "input_cost_per_audio_token",
        "input_cost_per_token_batches", "output_cost_per_token_batches", "output_cost_per_audio_token", "output_cost_per_character",
        "output_cost_per_reasoning_token", "output_cost_per_token_above_128k_tokens", "output_cost_per_character_above_128k_tokens",
        "output_cost_per_token_above_200k_tokens", "output_cost_per_second", "output_cost_per_video_per_second", "output_cost_per_image",
        "output_vector_size", "citation_cost_per_token", "tiered_pricing",
    ];

    private static readonly string[] Capabilities =
    [
        "supports_system_messages", "supports_response_schema", "supports_vision", "supports_function_calling", "supports_tool_choice",
        "supports_assistant_prefill", "supports_prompt_caching", "supports_audio_input", "supports_audio_output", "supports_pdf_input",
        "supports_embedding_image_input", "supports_native_streaming", "supports_web_search", "supports_url_context", "supports_reasoning",
        "supports_computer_use",
    ];

    private static readonly ConcurrentDictionary<string, KeyValuePair<string, byte[]>[]> Tables = new(StringComparer.Ordinal);

    /// <summary>Field names and their raw JSON for a model string of a known provider.</summary>
    public static KeyValuePair<string, byte[]>[] For(string model, string provider)
    {
        if (Tables.TryGetValue(model, out var table))
        {
            return table;
        }

        table = [.. Build(model, provider).Select(field => KeyValuePair.Create(field.Key, Json.Bytes(field.Value)))];
        if (Tables.Count < MostKept)
        {
            Tables[model] = table;
        }

        return table;
    }

    private static JsonObject Build(string model, string provider)
    {
        var isEmbedding = model.Contains("embed", StringComparison.Ordinal);
        var digit = Encoding.UTF8.GetBytes(model).Sum(b => b) % 9 + 1;
        var fields = new JsonObject
        {
            ["key"] = model[(model.IndexOf('/', StringComparison.Ordinal) + 1)..],
            ["max_tokens"] = isEmbedding ? 8191 : 16384,
            ["max_input_tokens"] = isEmbedding ? 8191 : 128000,
            ["max_output_tokens"] = isEmbedding ? null : 16384,
            ["input_cost_per_token"] = JsonNode.Parse($"{digit}.5e-07"),
            ["output_cost_per_token"] = JsonNode.Parse($"{digit}e-06"),
        };
        foreach (var name in UnsetPrices)
        {
            fields[name] = null;
        }

        fields["litellm_provider"] = provider;
        fields["mode"] = isEmbedding ? "embedding" : "chat";
        foreach (var name in Capabilities)
        {
            fields[name] = isEmbedding ? null : !name.Contains("audio", StringComparison.Ordinal);
        }

        fields["search_context_cost_per_query"] = null;
        fields["tpm"] = null;
        fields["rpm"] = null;
        fields["supported_openai_params"] = Json.Strings(
            ["frequency_penalty", "max_tokens", "max_completion_tokens", "n", "presence_penalty", "seed", "stop", "stream", "stream_options",
             "temperature", "top_p", "tools", "tool_choice", "response_format", "user"]);
        return fields;
    }
}
