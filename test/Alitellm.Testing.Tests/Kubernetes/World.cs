using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Alitellm.Testing.Kubernetes;
using Microsoft.Extensions.Time.Testing;

namespace Alitellm.Testing.Tests.Kubernetes;

/// <summary>A server with the widget CRD under virtual time and a raw client on its in-memory handler.</summary>
internal sealed class World : IDisposable
{
    public const string MergePatch = "application/merge-patch+json";
    public const string JsonPatch = "application/json-patch+json";
    public const string ApplyPatch = "application/apply-patch+yaml";

    public World(ApiServerOptions? options = null)
    {
        Server = new ApiServer(Time, options);
        Server.InstallCrds([Widgets.Definition]);
        Client = new HttpClient(Server.CreateHandler()) { BaseAddress = new Uri("http://kubernetes"), Timeout = Timeout.InfiniteTimeSpan };
        Client.DefaultRequestHeaders.UserAgent.ParseAdd("tester/1.0");
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public ApiServer Server { get; }

    public HttpClient Client { get; }

    /// <summary>
    /// Takes the runner's synchronisation context off this thread, as in a world without threads: what the state machine completes
    /// then goes on at once and in place.
    /// </summary>
    public static void WithoutThreads() => SynchronizationContext.SetSynchronizationContext(null);

    public Task<Answer> Get(string path, string accept = "application/json") => Send("GET", path, null, "", accept);

    public Task<Answer> Post(string path, JsonNode body) => Send("POST", path, body.ToJsonString(), "application/json");

    public Task<Answer> Put(string path, JsonNode body) => Send("PUT", path, body.ToJsonString(), "application/json");

    public Task<Answer> Patch(string path, string patch, string type = MergePatch) => Send("PATCH", path, patch, type);

    public Task<Answer> Delete(string path, string? options = null) => Send("DELETE", path, options, "application/json");

    public async Task<Answer> Send(string method, string path, string? body, string contentType, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(contentType));
        }

        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, JsonNode.Parse(text) as JsonObject ?? [], response.Headers);
    }

    public async Task<WatchLines> Watch(string path, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new WatchLines(response, await response.Content.ReadAsStreamAsync());
    }

    public void Dispose() => Client.Dispose();
}
