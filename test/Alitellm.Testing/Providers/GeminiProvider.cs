using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Testing.Providers;

/// <summary>Google AI Studio. An empty list is left out of its JSON; a wrong key is a bad request.</summary>
public sealed class GeminiProvider : Provider
{
    protected override string ItemsName => "models";

    private protected override bool IsAuthorized(WireRequest request)
    {
        return Key is null || request.Header("x-goog-api-key") is not null;
    }

    private protected override Reply? Answer(WireRequest request)
    {
        if (request is not { Method: "GET", Path: "/v1beta/models" })
        {
            return null;
        }

        if (Key is not null && request.Header("x-goog-api-key") != Key)
        {
            return Reply.Json(400, new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["code"] = 400,
                    ["status"] = "INVALID_ARGUMENT",
                    ["details"] = new JsonArray(new JsonObject { ["reason"] = "API_KEY_INVALID" }),
                },
            });
        }

        var (items, next) = Page(Models, Parameter(request, "pageToken"));
        var page = new JsonObject();
        if (items.Count > 0)
        {
            page["models"] = List(items, id => new JsonObject { ["name"] = $"models/{id}", ["displayName"] = id.ToUpperInvariant() });
        }

        if (next is not null)
        {
            page["nextPageToken"] = next;
        }

        return Reply.Ok(page);
    }

    private protected override JsonNode Empty()
    {
        return new JsonObject();
    }
}
