using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.LiteLLM;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.ModelAlias.Catalog;

/// <summary>Pure: the model catalog that coding clients read. It replaces such a client's own catalog; nothing is merged with it.</summary>
internal static class CatalogDocument
{
    /// <summary>What the reference operator calls the provider; clients are configured with it.</summary>
    private const string ProviderId = "ackstorm";

    private const string ProviderName = "ACKSTORM";
    private const int DefaultContext = 128_000;
    private const int DefaultOutput = 8_192;

    private static readonly (string Capability, string Modality)[] s_inputs =
    [
        ("supports_vision", "image"), ("supports_audio_input", "audio"), ("supports_pdf_input", "pdf"), ("supports_video_input", "video"),
    ];

    private static readonly JsonWriterOptions s_layout = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The aliases of chat models that exist, with the abilities of the model each stands for.</summary>
    /// <param name="aliases">Name to target.</param>
    /// <param name="rows">All served models. An alias shows up among them as a further row, which tells nothing new and may be late.</param>
    public static JsonObject Models(IReadOnlyDictionary<string, string> aliases, IEnumerable<ModelRow> rows, CatalogFilter filter)
    {
        var chats = rows.Where(row => JsonScalars.TextOf(row.Info["mode"]) == "chat").ToLookup(row => row.ModelName, StringComparer.Ordinal);
        var models = new JsonObject();
        foreach (var (alias, target) in aliases.OrderBy(alias => alias.Key, StringComparer.Ordinal))
        {
            if (filter.Admits(alias) && chats[target].FirstOrDefault() is { } row)
            {
                models[alias] = Model(alias, row.Info);
            }
        }

        return models;
    }

    /// <summary>The whole document as text, indented by two spaces.</summary>
    public static string Text(JsonObject models, Uri apiBase)
    {
        var document = new JsonObject
        {
            [ProviderId] = new JsonObject
            {
                ["id"] = ProviderId,
                ["name"] = ProviderName,
                ["npm"] = "@ai-sdk/openai-compatible",
                ["api"] = apiBase.OriginalString,
                ["env"] = new JsonArray(),
                ["models"] = models.DeepClone(),
            },
        };
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_layout))
        {
            document.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static JsonObject Model(string alias, JsonObject info)
    {
        return new()
        {
            ["id"] = alias,
            ["name"] = alias,
            ["attachment"] = Has(info, "supports_vision"),
            ["reasoning"] = Has(info, "supports_reasoning"),
            ["tool_call"] = Has(info, "supports_function_calling"),
            ["temperature"] = true,
            ["modalities"] = new JsonObject
            {
                ["input"] = new JsonArray(["text", .. s_inputs.Where(input => Has(info, input.Capability)).Select(input => (JsonNode)input.Modality)]),
                ["output"] = new JsonArray("text"),
            },
            ["limit"] = new JsonObject { ["context"] = Limit(info, "max_input_tokens", DefaultContext), ["output"] = Limit(info, "max_output_tokens", DefaultOutput) },
            ["cost"] = new JsonObject
            {
                ["input"] = PerMillion(info, "input_cost_per_token"),
                ["output"] = PerMillion(info, "output_cost_per_token"),
                ["cache_read"] = PerMillion(info, "cache_read_input_token_cost"),
            },
        };
    }

    /// <summary>What is missing or of another type is not supported; that is no error.</summary>
    private static bool Has(JsonObject info, string capability)
    {
        return info[capability] is JsonValue value && value.GetValueKind() == JsonValueKind.True;
    }

    private static long Limit(JsonObject info, string key, long otherwise)
    {
        return Number(info, key) is { } number && number >= 1 && number <= long.MaxValue ? (long)number : otherwise;
    }

    /// <summary>In decimal, so that prices keep the digits they were written with.</summary>
    private static JsonNode PerMillion(JsonObject info, string key)
    {
        var price = Number(info, key) is { } number && Math.Abs(number) < 1_000_000 ? number * 1_000_000 : 0;
        return JsonNode.Parse(price.ToString("0.############################", CultureInfo.InvariantCulture))!;
    }

    private static decimal? Number(JsonObject info, string key)
    {
        return JsonScalars.NumberOf(info[key]) is { } text && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
