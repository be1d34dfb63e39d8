using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

public sealed class ConnectionTests
{
    [Test]
    public void C3_A_working_connection_is_probed_by_key_health_and_every_five_minutes()
    {
        using var world = new OperatorWorld().Started();
        Assert.That(Ready(world), Is.EqualTo("True/Synced"));
        Assert.That((string?)world.Connection()!["status"]!["liteLLMVersion"], Is.EqualTo("1.81.13"));
        world.ForgetJournals();

        world.Minutes(20);
        Assert.That(world.LiteLLM.Journal.CountOf("POST /key/health"), Is.InRange(3, 5));
    }

    [Test]
    public void A_missing_Secret_is_found_as_soon_as_it_comes()
    {
        using var world = new OperatorWorld(new() { WithConnection = false });
        world.Apply(Objects.Connection());
        world.Apply(Objects.Model("gpt"));
        world.Started();
        Assert.That(Ready(world), Is.EqualTo("False/SecretNotFound"));
        Assert.That(world.Ready("gpt"), Is.EqualTo("False/LiteLLMUnavailable"));
        Assert.That(world.LiteLLM.Journal.Calls, Is.Empty);

        world.Apply(Objects.Secret("litellm", "master-key", "sk-1234"));
        world.Seconds(5);
        Assert.That(Ready(world), Is.EqualTo("True/Synced"));
        world.Seconds(10);
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void C4_A_refused_key_makes_one_probe_and_no_storm()
    {
        using var world = new OperatorWorld();
        for (var index = 0; index < 20; index++)
        {
            world.Apply(Objects.Model($"m{index}"));
        }

        world.Started();
        world.ForgetJournals();
        world.LiteLLM.SetMasterKey("sk-other");
        for (var index = 0; index < 20; index++)
        {
            world.Apply(Objects.Model($"m{index}", """{"params":{"model":"openai/gpt-4o","temperature":0.3}}"""));
        }

        world.Seconds(20);
        Assert.That(Ready(world), Is.EqualTo("False/BadMasterKey"));
        Assert.That(world.LiteLLM.Journal.CountOf("POST /key/health"), Is.EqualTo(1));
        Assert.That(world.LiteLLM.Journal.Calls, Has.Count.LessThan(15));

        world.Apply(Objects.Secret("litellm", "master-key", "sk-other"));
        world.Minutes(1);
        Assert.That(Enumerable.Range(0, 20).Select(index => world.Ready($"m{index}")), Is.All.EqualTo("True/Synced"));
    }

    [Test]
    public void A_key_repaired_on_the_side_of_LiteLLM_is_found_by_the_slow_probe()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt"));
        world.Started();
        world.LiteLLM.SetMasterKey("sk-other");
        world.Minutes(3);
        Assert.That(Ready(world), Is.EqualTo("False/BadMasterKey"));

        world.LiteLLM.SetMasterKey("sk-1234");
        world.Minutes(6);
        Assert.That(Ready(world), Is.EqualTo("True/Synced"));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void C5_An_edit_of_the_endpoint_moves_every_write_to_the_new_proxy_at_once()
    {
        using var world = new OperatorWorld();
        var second = world.AddProxy("second.default.svc", new LiteLLMWorldOptions());
        world.Apply(Objects.Model("gpt"));
        world.Started();
        world.ForgetJournals();

        world.Apply(Objects.Connection(endpoint: "http://second.default.svc:4000"));
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","temperature":0.3}}"""));
        world.Minutes(3);

        Assert.That(world.LiteLLM.Journal.Calls, Is.Empty);
        Assert.That(second.Models.Select(row => row.Id), Is.EqualTo([OperatorWorld.IdOf("gpt")]));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void An_endpoint_that_is_down_is_Unreachable_and_found_again()
    {
        using var world = new OperatorWorld().Started();
        world.LiteLLM.Faults.Down(TimeSpan.FromMinutes(5));
        world.Minutes(4);
        Assert.That(Ready(world), Is.EqualTo("False/Unreachable"));

        world.Minutes(2.5);
        Assert.That(Ready(world), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void C6_An_edit_shows_Connecting_before_a_slow_probe_ends()
    {
        using var world = new OperatorWorld().Started();
        world.LiteLLM.Faults.FailNext("POST /key/health", LiteLLMFaultEffect.Hang(TimeSpan.FromSeconds(10)));
        world.Apply(Objects.Connection(spec: """{"requeueOnRejectedAfter":"2m"}"""));
        world.Seconds(3);
        Assert.That(Ready(world), Is.EqualTo("False/Connecting"));
        world.Seconds(20);
        Assert.That(Ready(world), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void Plain_HTTP_to_a_remote_host_is_refused_where_HTTPS_is_required()
    {
        using var world = new OperatorWorld(new() { WithConnection = false, Operator = options => options with { RequireHttpsRemote = true } });
        world.Apply(Objects.Secret("litellm", "master-key", "sk-1234"));
        world.Apply(Objects.Connection(endpoint: "http://litellm.example.com"));
        world.Started();

        Assert.That(Ready(world), Is.EqualTo("False/InsecureEndpoint"));
    }

    [Test]
    public void Callbacks_are_reported()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.KeyHealth = LiteLLMKeyHealth.Healthy;
        world.Started();
        Assert.That(OperatorWorld.Condition(world.Connection(), "LoggingHealthy"), Is.EqualTo("True/Healthy"));
    }

    [Test]
    public void A_deleted_connection_makes_no_call_and_its_dependents_say_so()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt"));
        world.Started();
        world.ForgetJournals();

        world.Delete("litellmconnections.litellm.ackstorm.ai", "default");
        world.Minutes(5);

        Assert.That(world.Connection(), Is.Null);
        Assert.That(world.LiteLLM.Journal.Calls, Is.Empty);
        Assert.That(world.Ready("gpt"), Is.EqualTo("False/LiteLLMUnavailable"));
        Assert.That(world.Row("gpt"), Is.Not.Null);
    }

    [Test]
    public void Many_connections_each_have_their_proxy()
    {
        using var world = new OperatorWorld();
        var second = world.AddProxy("second.default.svc", new LiteLLMWorldOptions());
        world.Apply(Objects.Connection("second", endpoint: "http://second.default.svc:4000"));
        world.Apply(Objects.Model("one"));
        world.Apply(Objects.Model("two", """{"connectionRef":{"name":"second"},"params":{"model":"openai/gpt-4o"}}"""));
        world.Started();

        Assert.That(world.LiteLLM.Models.Select(row => row.ModelName), Is.EqualTo(["one"]));
        Assert.That(second.Models.Select(row => row.ModelName), Is.EqualTo(["two"]));

        world.LiteLLM.Faults.Down();
        world.Apply(Objects.Model("two", """{"connectionRef":{"name":"second"},"params":{"model":"openai/gpt-4o","temperature":0.3}}"""));
        world.Seconds(10);
        Assert.That(world.Ready("two"), Is.EqualTo("True/Synced"));
        Assert.That((double?)second.Models[0].LitellmParams["temperature"], Is.EqualTo(0.3));
    }

    [Test]
    public void C11_Two_connections_to_one_proxy_share_its_limiter()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Connection("second", endpoint: OperatorWorld.Endpoint + "/"));
        for (var index = 0; index < 30; index++)
        {
            world.Apply(Objects.Model($"a{index}"));
            world.Apply(Objects.Model($"b{index}", """{"connectionRef":{"name":"second"},"params":{"model":"openai/gpt-4o"}}"""));
        }

        world.Start();
        world.Minutes(1);

        var arrivals = world.LiteLLM.Journal.Calls.Select(call => call.Arrived).ToList();
        Assert.That(world.LiteLLM.Models, Has.Count.EqualTo(60));
        Assert.That(arrivals.Max(start => arrivals.Count(at => at >= start && at < start.AddSeconds(1))), Is.LessThanOrEqualTo(16));
    }

    [TestCase("default,team-b")]
    [TestCase("*")]
    public void Every_watched_namespace_is_served_and_no_other(string watched)
    {
        using var world = new OperatorWorld(new() { Namespaces = watched == "*" ? [] : watched.Split(',') });
        foreach (var ns in new[] { "team-b", "team-c" })
        {
            world.Apply(Objects.Secret("litellm", "master-key", "sk-1234", ns));
            world.Apply(Objects.Connection(ns: ns));
            world.Apply(Objects.Model("gpt", ns: ns));
        }

        world.Apply(Objects.Model("gpt"));
        world.Started();

        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
        Assert.That(world.Ready("gpt", "team-b"), Is.EqualTo("True/Synced"));
        Assert.That(world.Ready("gpt", "team-c"), Is.EqualTo(watched == "*" ? "True/Synced" : "none"));
    }

    private static string Ready(OperatorWorld world)
    {
        return OperatorWorld.Condition(world.Connection(), "Ready");
    }
}
