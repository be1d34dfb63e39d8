using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Operator.Tests.World;

/// <summary>Sends the lines of a change log to an empty proxy, as somebody would who has nothing else left.</summary>
internal static class ChangeLogReplay
{
    /// <param name="secrets">What the placeholders stand for: the log does not know.</param>
    /// <returns>What the proxy has then, under the ids that the first proxy gave out.</returns>
    public static JsonObject ToEmptyProxy(IEnumerable<string> lines, LiteLLMWorldOptions options, TimeProvider time, IReadOnlyDictionary<string, string> secrets)
    {
        // Nobody moves the clock meanwhile.
        var proxy = new LiteLLMWorld(time, options with { WriteLatency = TimeSpan.Zero });
        using var client = new HttpMessageInvoker(proxy.CreateHandler());
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines.Select(line => JsonNode.Parse(line)!.AsObject()).Where(line => (string?)line["result"] == "success"))
        {
            using var answer = Send(client, options.MasterKey, line, text => secrets.Aggregate(ids.Aggregate(text, Replace), (rest, secret) => rest.Replace($"{{{{{secret.Key}}}}}", secret.Value, StringComparison.Ordinal)));
            var body = answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();
            if (!answer.IsSuccessStatusCode && answer.StatusCode != HttpStatusCode.NotFound)
            {
                throw new InvalidOperationException($"{line.ToJsonString()} was answered with {(int)answer.StatusCode} {body}");
            }

            if ((string?)line["entry"] is { } old && Guid.TryParse(old, out _) && (string?)line["method"] == "POST")
            {
                ids[old] = MintedId(JsonNode.Parse(body)!.AsObject());
            }
        }

        var dump = proxy.Dump().ToJsonString();
        return JsonNode.Parse(ids.Aggregate(dump, (text, id) => text.Replace(id.Value, id.Key, StringComparison.Ordinal)))!.AsObject();
    }

    private static string Replace(string text, KeyValuePair<string, string> id)
    {
        return text.Replace(id.Key, id.Value, StringComparison.Ordinal);
    }

    private static HttpResponseMessage Send(HttpMessageInvoker client, string key, JsonObject line, Func<string, string> fill)
    {
        using var request = new HttpRequestMessage(new HttpMethod((string)line["method"]!), $"http://empty{fill((string)line["path"]!)}");
        request.Headers.Add("Authorization", $"Bearer {key}");
        request.Content = line["body"] is { } body ? new StringContent(fill(body.ToJsonString()), Encoding.UTF8, "application/json") : null;
        return client.SendAsync(request, CancellationToken.None).GetAwaiter().GetResult();
    }

    private static string MintedId(JsonObject answer)
    {
        string[] names = ["guardrail_id", "agent_id", "access_group_id", "toolset_id"];
        var entry = answer["guardrail"] as JsonObject ?? answer;
        return names.Select(name => (string?)(entry[name] ?? answer[name])).First(id => id is not null)!;
    }
}
