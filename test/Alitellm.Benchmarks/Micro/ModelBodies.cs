using System.Globalization;
using System.Text.Json.Nodes;
using Alitellm.LiteLLM;

namespace Alitellm.Benchmarks.Micro;

/// <summary>A model as the operator wants it, and the row LiteLLM shows of it: about fifty generated facts and 3 kB.</summary>
internal static class ModelBodies
{
    public static JsonObject Desired() => new()
    {
        ["model_name"] = "bench",
        ["litellm_params"] = Params(),
        ["model_info"] = new JsonObject { ["mode"] = "chat", ["access_groups"] = new JsonArray("default"), ["supports_function_calling"] = true },
    };

    public static ModelRow Row()
    {
        JsonObject info = new() { ["id"] = "alo-abcdefghijklmnopqrstuvwxyz", ["db_model"] = true, ["mode"] = "chat", ["access_groups"] = new JsonArray("default") };
        for (int fact = 0; fact < 50; fact++)
        {
            info[string.Create(CultureInfo.InvariantCulture, $"generated_fact_number_{fact}")] = fact % 3 == 0 ? null : JsonValue.Create(fact * 0.000001);
        }

        return new ModelRow { ModelName = "bench", Params = Params(), Info = info };
    }

    private static JsonObject Params() => new()
    {
        ["model"] = "openai/gpt-4o",
        ["api_base"] = "https://example.com/v1",
        ["rpm"] = 120,
        ["tpm"] = 100000,
        ["timeout"] = 30.5,
        ["tags"] = new JsonArray("a", "b"),
        ["extra_headers"] = new JsonObject { ["x-team"] = "platform" },
    };
}
