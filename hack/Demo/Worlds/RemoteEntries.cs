using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Alitellm.Demo.Worlds;

/// <summary>How many entries of each kind a LiteLLM has, by its own lists.</summary>
internal static class RemoteEntries
{
    /// <summary>What is counted, where it is listed, and the member the list is in; null for a bare one.</summary>
    private static readonly (string Name, string Path, string? Member)[] s_lists =
    [
        ("models", "/v2/model/info?page=1&size=1", "total_count"),
        ("teams", "/v2/team/list?page=1&page_size=1", "total"),
        ("guardrails", "/v2/guardrails/list", "guardrails"),
        ("mcp_servers", "/v1/mcp/server", null),
        ("mcp_toolsets", "/v1/mcp/toolset", null),
        ("agents", "/v1/agents?health_check=false", null),
        ("access_groups", "/v1/access_group", null),
    ];

    /// <summary>A kind whose list this LiteLLM does not have is left out.</summary>
    public static async Task<JsonObject> CountAsync(Uri endpoint, string masterKey, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = endpoint };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", masterKey);
        var counts = new JsonObject();
        foreach (var (name, path, member) in s_lists)
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                continue;
            }

            var body = JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken));
            var found = member is null ? body : body?[member];
            counts[name] = found is JsonArray list ? list.Count : (int?)found ?? 0;
        }

        return counts;
    }
}
