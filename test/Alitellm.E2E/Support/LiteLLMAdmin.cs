using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Alitellm.E2E.Support;

/// <summary>Somebody who uses LiteLLM's admin API by hand.</summary>
internal sealed class LiteLLMAdmin : IDisposable
{
    private readonly HttpClient _client;

    public LiteLLMAdmin(Uri endpoint, string masterKey)
    {
        _client = new HttpClient { BaseAddress = endpoint };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", masterKey);
    }

    public Task<JsonNode> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    /// <summary>The objects of a list, whether it is bare or wrapped.</summary>
    /// <param name="member">The member that holds the list; null for a bare one.</param>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string path, string? member = null)
    {
        var answer = await GetAsync(path);
        return [.. (member is null ? answer : answer[member]!).AsArray().Select(static entry => entry!.AsObject())];
    }

    /// <exception cref="HttpRequestException">LiteLLM refused.</exception>
    public async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonNode? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var answer = await _client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text.Length == 0 ? "null" : text) ?? new JsonObject()
            : throw new HttpRequestException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }

    public void Dispose() => _client.Dispose();
}
