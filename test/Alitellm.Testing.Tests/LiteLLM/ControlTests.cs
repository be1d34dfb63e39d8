using System.Net.Http.Headers;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>The routes by which scripts drive a stand-alone stand-in.</summary>
internal sealed class ControlTests
{
    private LiteLLMWorld world = null!;
    private LiteLLMHost host = null!;
    private HttpClient client = null!;

    [SetUp]
    public async Task Start()
    {
        world = new LiteLLMWorld(TimeProvider.System);
        host = await LiteLLMHost.StartAsync(world, options: new LiteLLMHostOptions { ControlRoutes = true });
        client = new HttpClient { BaseAddress = host.Address };
    }

    [TearDown]
    public async Task Stop()
    {
        client.Dispose();
        await host.DisposeAsync();
    }

    [Test]
    public async Task Hands_and_views_work_without_a_key_and_outside_the_journal()
    {
        await Control("models", """{"create":{"model_name":"m","litellm_params":{"model":"openai/x","api_key":"sk-clear"},"model_info":{"id":"a"}}}""");
        await Control("models", """{"edit":"a","patch":{"litellm_params":{"rpm":3}}}""");
        var copy = (await Control("models", """{"duplicate":"a"}""")).Json["id"]!.GetValue<string>();
        await Control("models", """{"delete":"a"}""");

        Assert.That(world.Models.Select(row => row.Id), Is.EqualTo([copy]));
        var dump = await Proxy.Send(client, "GET", "/__standin/dump");
        Assert.That(dump.Text, Does.Contain("sk-clear").And.Contain("\"rpm\":3"));
        var stats = (await Proxy.Send(client, "GET", "/__standin/stats")).Json;
        Assert.That((stats["reads"]!.GetValue<int>(), stats["writes"]!.GetValue<int>()), Is.EqualTo((0, 0)));
        Assert.That(stats["rows"]!["models"]!.GetValue<int>(), Is.EqualTo(1));
    }

    [Test]
    public async Task Faults_are_added_and_cleared()
    {
        await Control("faults", """{"kind":"status","status":429,"retry_after":4,"on":"GET /health/liveliness"}""");
        var struck = await Proxy.Send(client, "GET", "/health/liveliness");
        Assert.That((struck.Status, struck.RetryAfter!.Delta), Is.EqualTo((429, TimeSpan.FromSeconds(4))));

        await Proxy.Send(client, "DELETE", "/__standin/faults");
        Assert.That((await Proxy.Send(client, "GET", "/health/liveliness")).Status, Is.EqualTo(200));

        await Control("faults", """{"down":true}""");
        Assert.That(() => Proxy.Send(client, "GET", "/health/liveliness"), Throws.InstanceOf<HttpRequestException>());
        await Control("faults", """{"down":false}""");
        Assert.That((await Proxy.Send(client, "GET", "/health/liveliness")).Status, Is.EqualTo(200));
    }

    [TestCase("faults", """{"kind":"bogus"}""")]
    [TestCase("faults", """{"kind":"status","statsu":500}""")]
    [TestCase("faults", """{"kind":"status","status":"500"}""")]
    [TestCase("models", """{"delete":"nope"}""")]
    [TestCase("models", "{}")]
    [TestCase("master-key", "{}")]
    public async Task What_makes_no_sense_is_400_with_a_reason(string route, string body)
    {
        var answer = await Proxy.Send(client, "POST", "/__standin/" + route, body);

        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(answer.Json["error"]!.GetValue<string>(), Is.Not.Empty);
    }

    [Test]
    public async Task The_master_key_is_rotated_and_the_database_wiped()
    {
        await Control("master-key", """{"master_key":"sk-other"}""");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk-other");
        await Proxy.Send(client, "POST", "/model/new", """{"model_name":"m","litellm_params":{"model":"openai/x"}}""");
        Assert.That(world.Models, Has.Count.EqualTo(1));

        await Control("wipe", "{}");
        Assert.That(world.Models, Is.Empty);
        Assert.That((await Proxy.Send(client, "GET", "/__standin/journal")).Text.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        await Control("reset", "{}");
        Assert.That(world.Journal.Calls, Is.Empty);
    }

    private async Task<Answer> Control(string route, string body)
    {
        var answer = await Proxy.Send(client, "POST", "/__standin/" + route, body);
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return answer;
    }
}
