using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §1.5: what each process knows, and when.</summary>
internal sealed class ReplicaTests
{
    [Test]
    public async Task A_write_shows_in_another_process_after_its_next_reload_but_by_id_from_the_database_at_once()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Replicas = 2 });
        using var other = proxy.Client(1);
        await Proxy.Send(other, "POST", "/model/new", """{"model_name":"beta","litellm_params":{"model":"openai/x"},"model_info":{"id":"b"}}""");
        await proxy.CreateModel("a", "alpha");

        Assert.That((await Proxy.Send(other, "GET", "/v1/models")).Text, Does.Not.Contain("alpha"));
        Assert.That((await Proxy.Send(other, "GET", "/v2/model/info?modelId=a")).Text, Does.Contain("alpha"));

        proxy.Time.Advance(TimeSpan.FromSeconds(45));
        Assert.That((await Proxy.Send(other, "GET", "/v1/models")).Text, Does.Contain("alpha"));
    }

    [Test]
    public async Task A_deleted_model_haunts_the_other_process_until_its_reload()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Replicas = 2 });
        using var other = proxy.Client(1);
        await proxy.CreateModel("a", "ghost");
        await proxy.CreateModel("b", "stays");
        proxy.Time.Advance(TimeSpan.FromSeconds(60));
        await proxy.Post("/model/delete", """{"id":"a"}""");

        Assert.That((await Proxy.Send(other, "GET", "/v1/models")).Text, Does.Contain("ghost"));
        proxy.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.That((await Proxy.Send(other, "GET", "/v1/models")).Text, Does.Not.Contain("ghost"));
    }

    [Test]
    public async Task The_last_deleted_model_stays_in_the_other_process_until_another_one_is_created()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Replicas = 2 });
        using var other = proxy.Client(1);
        await proxy.CreateModel("a", "last");
        proxy.Time.Advance(TimeSpan.FromSeconds(60));
        await proxy.Post("/model/delete", """{"id":"a"}""");
        proxy.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.That((await Proxy.Send(other, "GET", "/v1/models")).Text, Does.Contain("last"));

        await proxy.CreateModel("b", "next");
        proxy.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.That((await Proxy.Send(other, "GET", "/v1/models")).Text, Does.Not.Contain("last").And.Contain("next"));
    }

    [Test]
    public async Task Requests_go_round_the_processes()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Replicas = 3 }, replica: -1);
        for (var i = 0; i < 4; i++)
        {
            await proxy.Get("/v1/models");
        }

        Assert.That(proxy.World.Journal.Calls.Select(call => call.Replica), Is.EqualTo([0, 1, 2, 0]));
    }

    [Test]
    public async Task A_wiped_database_empties_restarted_processes()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a");
        await proxy.Post("/config/update", """{"router_settings":{"num_retries":9}}""");
        proxy.World.Wipe();

        Assert.That(await proxy.ListedIds(), Is.Empty);
        Assert.That(proxy.World.Dump().ToJsonString(), Is.EqualTo("""{"models":[],"router_settings":null,"litellm_settings":{},"general_settings":{}}"""));
        Assert.That((await proxy.CreateModel("a")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_running_process_keeps_its_models_when_the_database_is_wiped_under_it()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a");
        proxy.World.Wipe(keepMemory: true);
        proxy.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.That(await proxy.ListedIds(), Is.EqualTo(["a"]));
        await proxy.CreateModel("b");
        Assert.That(await proxy.ListedIds(), Is.EqualTo(["b"]));
    }
}
