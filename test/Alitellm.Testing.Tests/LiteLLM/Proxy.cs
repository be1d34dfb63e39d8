using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using Microsoft.Extensions.Time.Testing;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>A world under virtual time with a client in front of it, and short verbs for tests.</summary>
internal sealed class Proxy : IDisposable
{
    public const string MasterKey = "sk-1234";

    private readonly HttpClient client;

    public Proxy(LiteLLMWorldOptions? options = null, int replica = 0)
    {
        Time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
        World = new LiteLLMWorld(Time, options);
        client = ClientOf(World, replica);
    }

    public FakeTimeProvider Time { get; }

    public LiteLLMWorld World { get; }

    public static HttpClient ClientOf(LiteLLMWorld world, int replica, string? key = MasterKey)
    {
        var client = new HttpClient(world.CreateHandler(replica)) { BaseAddress = new Uri("http://litellm.test") };
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        client.DefaultRequestHeaders.UserAgent.ParseAdd("tester/1");
        return client;
    }

    /// <summary>The same world through another process or with another key.</summary>
    public HttpClient Client(int replica = 0, string? key = MasterKey) => ClientOf(World, replica, key);

    public Task<Answer> Get(string path) => Send(client, "GET", path);

    public Task<Answer> Post(string path, string? body = null) => Send(client, "POST", path, body);

    public Task<Answer> Patch(string path, string body) => Send(client, "PATCH", path, body);

    public Task<Answer> Send(string method, string path, string? body = null) => Send(client, method, path, body);

    public static async Task<Answer> Send(HttpClient client, string method, string path, string? body = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await client.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return new Answer((int)response.StatusCode, text, response.Headers.RetryAfter, response.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>Creates an OpenAI model; <paramref name="parameters"/> and <paramref name="info"/> are members to add.</summary>
    public Task<Answer> CreateModel(string id, string name = "m", string parameters = "", string info = "")
        => Post(
            "/model/new",
            $$$"""{"model_name":"{{{name}}}","litellm_params":{"model":"openai/gpt-4o"{{{Join(parameters)}}} },"model_info":{"id":"{{{id}}}"{{{Join(info)}}} } }""");

    /// <summary>The row as <c>/v2/model/info?modelId=</c> shows it, or null.</summary>
    public async Task<JsonNode?> Read(string id)
    {
        var data = (await Get($"/v2/model/info?modelId={Uri.EscapeDataString(id)}")).Json["data"]!.AsArray();
        return data.Count == 0 ? null : data[0];
    }

    /// <summary>Ids in the order of the unpaged list.</summary>
    public async Task<string[]> ListedIds()
        => [.. (await Get("/model/info")).Json["data"]!.AsArray().Select(row => row!["model_info"]!["id"]!.GetValue<string>())];

    /// <summary>Public names as <c>/v1/models</c> shows them.</summary>
    public async Task<string[]> Names()
        => [.. (await Get("/v1/models")).Json["data"]!.AsArray().Select(row => row!["id"]!.GetValue<string>())];

    public void Dispose() => client.Dispose();

    private static string Join(string members) => members.Length == 0 ? "" : "," + members;
}
