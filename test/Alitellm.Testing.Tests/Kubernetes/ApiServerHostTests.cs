using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Alitellm.Testing.Kubernetes;
using NUnit.Framework;
using static Alitellm.Testing.Tests.Kubernetes.Widgets;

namespace Alitellm.Testing.Tests.Kubernetes;

public sealed class ApiServerHostTests
{
    private ApiServer _server = null!;
    private ApiServerHost _host = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task Start()
    {
        _server = new ApiServer(TimeProvider.System);
        _server.InstallCrds([Definition]);
        _host = await ApiServerHost.StartAsync(_server);
        _client = new HttpClient { BaseAddress = _host.Address };
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Test]
    public async Task Objects_are_created_and_watched_over_a_socket()
    {
        using var response = await _client.GetAsync($"{Endpoint}?watch=1", HttpCompletionOption.ResponseHeadersRead);
        using var watch = new WatchLines(response, await response.Content.ReadAsStreamAsync());
        using var created = await _client.PostAsJsonAsync(Endpoint, Widget("a"));

        Assert.That((int)created.StatusCode, Is.EqualTo(201));
        Assert.That(await watch.Next(), Is.EqualTo("ADDED a"));
    }

    [Test]
    public async Task A_broken_watch_breaks_the_connection()
    {
        using var response = await _client.GetAsync($"{Endpoint}?watch=1", HttpCompletionOption.ResponseHeadersRead);
        using var watch = new WatchLines(response, await response.Content.ReadAsStreamAsync());
        _server.Faults.CutWatchesMidLine();

        Assert.That(async () => await watch.Line(), Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task A_lost_answer_breaks_the_connection_after_the_effect()
    {
        _server.Faults.Add(new FaultRule { Verb = "create", Action = FaultAction.LoseAnswer() });

        Assert.That(async () => await _client.PostAsJsonAsync(Endpoint, Widget("a")), Throws.InstanceOf<HttpRequestException>());
        Assert.That(await _client.GetFromJsonAsync<JsonObject>($"{Endpoint}/a"), Is.Not.Null);
    }

    [Test]
    public async Task Many_watchers_all_hear_of_a_change()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ =>
            _client.GetAsync($"{Endpoint}?watch=1", HttpCompletionOption.ResponseHeadersRead)));
        var watches = new List<WatchLines>();
        foreach (var response in responses)
        {
            watches.Add(new WatchLines(response, await response.Content.ReadAsStreamAsync()));
        }

        _server.Create(Widget("a"));
        var seen = await Task.WhenAll(watches.Select(w => w.Next()));
        watches.ForEach(w => w.Dispose());

        Assert.That(seen, Is.All.EqualTo("ADDED a"));
    }

    [TestCase("/readyz")]
    [TestCase("/livez")]
    [TestCase("/healthz")]
    public async Task Health_is_ok(string path)
    {
        Assert.That(await _client.GetStringAsync(path), Is.EqualTo("ok"));
    }

    [Test]
    public async Task Discovery_lists_the_custom_resource_with_its_status()
    {
        var groups = await _client.GetFromJsonAsync<JsonObject>("/apis");
        var resources = await _client.GetFromJsonAsync<JsonObject>("/apis/example.com/v1");

        Assert.That(groups!["groups"]!.AsArray().Select(g => (string)g!["name"]!), Does.Contain("example.com"));
        Assert.That(resources!["resources"]!.AsArray().Select(r => (string)r!["name"]!), Is.EqualTo(["widgets", "widgets/status"]));
    }
}
