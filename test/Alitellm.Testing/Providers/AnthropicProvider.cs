using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Testing.Providers;

/// <summary>Anthropic: pages follow the last id of the one before.</summary>
public sealed class AnthropicProvider : Provider
{
    /// <summary>Says that there is more and leaves out where it begins.</summary>
    public bool ForgetsLastId { get; set; }

    private protected override bool IsAuthorized(WireRequest request)
    {
        return Key is null || request.Header("x-api-key") == Key;
    }

    private protected override Reply? Answer(WireRequest request)
    {
        if (request is not { Method: "GET", Path: "/v1/models" })
        {
            return null;
        }

        if (request.Header("anthropic-version") is null)
        {
            return Reply.Json(400, new JsonObject { ["type"] = "error" });
        }

        var after = Parameter(request, "after_id");
        var (items, next) = Page(Models, after is null ? null : $"{Models.IndexOf(after) + 1}");
        return Reply.Ok(new JsonObject
        {
            ["data"] = List(items, id => new JsonObject { ["type"] = "model", ["id"] = id, ["display_name"] = id.ToUpperInvariant() }),
            ["has_more"] = next is not null,
            ["first_id"] = items.Count == 0 ? null : items[0],
            ["last_id"] = ForgetsLastId ? "" : items.Count == 0 ? null : items[^1],
        });
    }

    private protected override JsonNode Empty()
    {
        return new JsonObject { ["data"] = new JsonArray(), ["has_more"] = false, ["first_id"] = null, ["last_id"] = null };
    }
}
