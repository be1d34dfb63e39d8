using System.Net.Http.Headers;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>What must hold whichever way the world is reached.</summary>
[TestFixture(Skin.InMemory)]
[TestFixture(Skin.Kestrel)]
[TestFixture(Skin.WireMock)]
internal sealed class SkinTests(SkinTests.Skin skin)
{
    private LiteLLMWorld world = null!;
    private HttpClient client = null!;
    private LiteLLMHost? host;
    private WireMockLiteLLM? wireMock;

    internal enum Skin
    {
        InMemory,
        Kestrel,
        WireMock,
    }

    [SetUp]
    public async Task Start()
    {
        world = new LiteLLMWorld(TimeProvider.System);
        switch (skin)
        {
            case Skin.Kestrel:
                host = await LiteLLMHost.StartAsync(world);
                client = new HttpClient { BaseAddress = host.Address };
                break;
            case Skin.WireMock:
                wireMock = new WireMockLiteLLM(world);
                client = new HttpClient { BaseAddress = wireMock.Address };
                break;
            default:
                client = new HttpClient(world.CreateHandler()) { BaseAddress = new Uri("http://litellm.test") };
                break;
        }

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Proxy.MasterKey);
        client.DefaultRequestHeaders.UserAgent.ParseAdd("tester/1");
    }

    [TearDown]
    public async Task Stop()
    {
        client.Dispose();
        wireMock?.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    [Test]
    public async Task A_model_lives_through_create_read_patch_and_delete()
    {
        Assert.That((await Create("a b")).Status, Is.EqualTo(200));
        Assert.That((await Send("PATCH", "/model/a%20b/update", """{"litellm_params":{"rpm":7}}""")).Status, Is.EqualTo(200));
        var list = await Send("GET", "/v2/model/info?page=1&size=10");
        Assert.That(list.Json["data"]![0]!["litellm_params"]!["rpm"]!.GetValue<int>(), Is.EqualTo(7));
        Assert.That(list.MediaType, Is.EqualTo("application/json"));
        Assert.That((await Send("POST", "/model/delete", """{"id":"a b"}""")).Status, Is.EqualTo(200));
        Assert.That(world.Models, Is.Empty);
        Assert.That(world.Journal.Calls.Select(call => call.Caller), Is.All.EqualTo("tester/1"));
    }

    [Test]
    public async Task Encoded_slashes_do_not_address_a_model()
    {
        await Create("a/b");

        Assert.That((await Send("PATCH", "/model/a%2Fb/update", "{}")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task An_encoded_query_arrives_decoded()
    {
        await Create("a&b=c+ü");

        Assert.That((await Send("GET", "/v2/model/info?modelId=" + Uri.EscapeDataString("a&b=c+ü"))).Json["data"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Error_statuses_and_headers_arrive()
    {
        world.Faults.FailNext("reads", LiteLLMFaultEffect.TooManyRequests(TimeSpan.FromSeconds(3)));
        var limited = await Send("GET", "/v1/models");

        Assert.That((limited.Status, limited.RetryAfter!.Delta), Is.EqualTo((429, TimeSpan.FromSeconds(3))));
        Assert.That((await Send("POST", "/model/new", "{}")).Text, Is.EqualTo("Internal Server Error"));
        Assert.That((await Send("GET", "/nope")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task A_lost_answer_is_an_error_for_the_client_and_one_stored_effect()
    {
        await Send("GET", "/v1/models");
        world.Faults.FailNext("POST /model/new", LiteLLMFaultEffect.LostAnswer);

        Assert.That(() => Create("a"), Throws.InstanceOf<HttpRequestException>());
        Assert.That(world.FindModel("a"), Is.Not.Null);
        Assert.That(world.Journal.CountOf("POST /model/new"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_truncated_body_is_an_error_for_the_client()
    {
        await Create("a");
        world.Faults.FailNext("reads", LiteLLMFaultEffect.Truncated(20));

        Assert.That(() => Send("GET", "/model/info"), Throws.InstanceOf<HttpRequestException>());
        Assert.That((await Send("GET", "/model/info")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task While_it_is_down_nothing_is_answered()
    {
        world.Faults.Down();
        Assert.That(() => Send("GET", "/health/liveliness"), Throws.InstanceOf<HttpRequestException>());

        world.Faults.Up();
        Assert.That((await Send("GET", "/health/liveliness")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_client_that_gives_up_on_a_hang_is_noted()
    {
        world.Faults.FailNext("POST /model/new", LiteLLMFaultEffect.Hang());
        using var patience = new CancellationTokenSource();
        var call = Proxy.Send(client, "POST", "/model/new", "{}", patience.Token);
        await Until(() => world.Journal.Calls.Count == 1);
        await patience.CancelAsync();

        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        await Until(() => world.Journal.Calls[0].Outcome == LiteLLMCallOutcome.ClientGone);
    }

    [Test]
    public async Task Control_routes_are_not_served()
    {
        Assert.That((await Send("GET", "/__standin/stats")).Status, Is.EqualTo(404));
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
        }
    }

    private Task<Answer> Send(string method, string path, string? body = null) => Proxy.Send(client, method, path, body);

    private Task<Answer> Create(string id)
        => Send("POST", "/model/new", $$$"""{"model_name":"m","litellm_params":{"model":"openai/x"},"model_info":{"id":"{{{id}}}"}}""");
}
