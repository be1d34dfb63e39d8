using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Testing.Providers;

/// <summary>Vertex AI in one location: takes the token handed out last, on behalf of the account's project.</summary>
public sealed class VertexProvider(GoogleTokenProvider tokens, ServiceAccount account) : Provider
{
    protected override string ItemsName => "publisherModels";

    private protected override bool IsAuthorized(WireRequest request)
    {
        return request.Header("Authorization") == $"Bearer {tokens.Token}" && request.Header("x-goog-user-project") == account.Project;
    }

    private protected override Reply? Answer(WireRequest request)
    {
        if (request is not { Method: "GET", Path: "/v1beta1/publishers/google/models" })
        {
            return null;
        }

        var (items, next) = Page(Models, Parameter(request, "pageToken"));
        var page = new JsonObject();
        if (items.Count > 0)
        {
            page["publisherModels"] = List(items, id => new JsonObject { ["name"] = $"publishers/google/models/{id}", ["versionId"] = "default", ["launchStage"] = "GA" });
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
