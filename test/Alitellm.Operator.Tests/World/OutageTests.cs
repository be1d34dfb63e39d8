using Alitellm.Operator.Observability;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

public sealed class OutageTests
{
    [Test]
    public void Lost_answers_on_creates_make_no_second_row()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.LostAnswer) { On = "POST /model/new", Probability = 0.3 });
        for (var index = 0; index < 30; index++)
        {
            world.Apply(Objects.Model($"m{index}"));
        }

        world.Started();
        world.Minutes(3);

        Assert.That(world.LiteLLM.Models, Has.Count.EqualTo(30));
        Assert.That(world.LiteLLM.Models.Select(row => row.Id), Is.EquivalentTo(Enumerable.Range(0, 30).Select(index => OperatorWorld.IdOf($"m{index}"))));
        Assert.That(Enumerable.Range(0, 30).Select(index => world.Ready($"m{index}")), Is.All.EqualTo("True/Synced"));
    }

    [Test]
    public void A_ready_model_keeps_Ready_for_two_minutes_of_outage_and_a_new_one_says_so_at_once()
    {
        using var world = Running();
        world.LiteLLM.Faults.Down();
        world.Apply(Objects.Model("new"));
        world.Minutes(1.5);
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
        Assert.That(world.Ready("new"), Is.EqualTo("False/LiteLLMUnavailable"));

        world.Minutes(3);
        Assert.That(world.Ready("gpt"), Is.EqualTo("False/LiteLLMUnavailable"));

        world.LiteLLM.Faults.Up();
        world.Minutes(1);
        Assert.That((world.Ready("gpt"), world.Ready("new")), Is.EqualTo(("True/Synced", "True/Synced")));
    }

    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    [TestCase(408)]
    public void Server_errors_for_a_while_heal_without_a_storm(int status)
    {
        using var world = Running();
        world.ForgetJournals();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(status)) { Until = world.Time.GetUtcNow().AddMinutes(2) });
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","temperature":0.2}}"""));
        world.Minutes(2);
        Assert.That(world.LiteLLM.Journal.Calls, Has.Count.LessThan(60));

        world.Minutes(1);
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
        Assert.That((double?)world.Row("gpt")!.LitellmParams["temperature"], Is.EqualTo(0.2));
    }

    [Test]
    public void Retry_After_is_honoured()
    {
        using var world = Running();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.TooManyRequests(TimeSpan.FromSeconds(40))) { Times = 1 });
        world.ForgetJournals();
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","temperature":0.2}}"""));
        world.Minutes(3);

        var calls = world.LiteLLM.Journal.Calls;
        Assert.That(calls[1].Arrived - calls[0].Arrived, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(40)));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_proxy_that_hangs_is_given_up_and_found_again()
    {
        using var world = Running();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Hang()) { Until = world.Time.GetUtcNow().AddMinutes(4) });
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","temperature":0.2}}"""));
        world.Minutes(7);

        Assert.That((double?)world.Row("gpt")!.LitellmParams["temperature"], Is.EqualTo(0.2));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_wiped_database_is_filled_again()
    {
        using var world = new OperatorWorld();
        for (var index = 0; index < 10; index++)
        {
            world.Apply(Objects.Model($"m{index}"));
        }

        world.Started();
        world.LiteLLM.Wipe();
        world.Minutes(3);

        Assert.That(world.LiteLLM.Models, Has.Count.EqualTo(10));
        Assert.That(world.Operator.Metrics.Sum(MetricNames.DriftCorrected, "create_missing"), Is.EqualTo(10));
    }

    [Test]
    public void A_short_401_heals_and_every_dependent_follows()
    {
        using var world = Running();
        world.LiteLLM.Faults.FailNext("*", LiteLLMFaultEffect.Status(401));
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","temperature":0.2}}"""));
        world.Seconds(20);

        Assert.That(OperatorWorld.Condition(world.Connection(), "Ready"), Is.EqualTo("True/Synced"));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
        Assert.That((double?)world.Row("gpt")!.LitellmParams["temperature"], Is.EqualTo(0.2));
    }

    [Test]
    public void M12_A_proxy_without_its_database_option_shows_a_condition()
    {
        using var world = new OperatorWorld(new() { LiteLLM = new LiteLLMWorldOptions { StoreModelInDb = false } });
        world.Apply(Objects.Model("gpt"));
        world.Started();

        Assert.That(world.Ready("gpt"), Is.EqualTo("False/LiteLLMRejected"));
    }

    [Test]
    public void The_API_server_away_for_half_a_minute_with_its_history_compacted_loses_no_change()
    {
        using var world = Running();
        world.Kubernetes.Faults.Down();
        world.Seconds(30);
        world.ForgetJournals();
        world.Kubernetes.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","temperature":0.2}}"""));
        world.Kubernetes.Apply(Objects.Model("new"));
        world.Kubernetes.Compact();
        world.Kubernetes.Faults.Up();
        world.Minutes(1);

        Assert.That((double?)world.Row("gpt")!.LitellmParams["temperature"], Is.EqualTo(0.2));
        Assert.That(world.Ready("new"), Is.EqualTo("True/Synced"));
        Assert.That(world.Kubernetes.Journal.Records, Has.Count.LessThan(48), "a watch, a list and a watch for each kind, and the writes");
    }

    [Test]
    public void A_wall_clock_set_back_an_hour_stops_neither_polls_nor_repairs()
    {
        using var world = Running();
        world.OperatorTime.Jump(TimeSpan.FromHours(-1));
        world.ForgetJournals();
        world.LiteLLM.DeleteModelByHand(OperatorWorld.IdOf("gpt"));
        world.Minutes(2);

        Assert.That(world.LiteLLM.Journal.CountOf("GET /v2/model/info"), Is.GreaterThanOrEqualTo(3));
        Assert.That(world.Row("gpt"), Is.Not.Null);
    }

    [Test]
    public void Two_operators_share_the_kinds_and_a_killed_one_is_replaced_without_two_writers()
    {
        using var world = new OperatorWorld(new() { Operator = options => options with { LeaderElection = true } });
        world.Apply(Objects.Model("gpt"));
        world.Start("a");
        world.Start("b");
        world.Minutes(1);
        var holders = Holders(world);
        Assert.That(holders.Keys, Is.SupersetOf(["alitellm-operator-litellmconnections", "alitellm-operator-litellmmodels"]));
        Assert.That(holders.Values.Distinct(), Is.EquivalentTo(["a", "b"]));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));

        var models = holders["alitellm-operator-litellmmodels"];
        world.Operators.Single(instance => instance.Options.Identity == models).Kill();
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","temperature":0.2}}"""));
        world.Seconds(25);

        Assert.That(Holders(world)["alitellm-operator-litellmmodels"], Is.Not.EqualTo(models));
        Assert.That((double?)world.Row("gpt")!.LitellmParams["temperature"], Is.EqualTo(0.2));
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(2));
    }

    [Test]
    public void A_replica_cut_off_from_its_lease_writes_nothing_after_it_ran_out()
    {
        using var world = new OperatorWorld(new() { Operator = options => options with { LeaderElection = true } });
        world.Apply(Objects.Model("gpt"));
        world.Start("a");
        world.Minutes(1);
        world.Operator.CutFromKubernetes();
        world.Seconds(16);
        world.ForgetJournals();
        world.LiteLLM.DeleteModelByHand(OperatorWorld.IdOf("gpt"));
        world.Minutes(5);
        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);

        world.Operator.Reconnect();
        world.Minutes(2);
        Assert.That(world.Row("gpt"), Is.Not.Null);
    }

    [Test]
    public void SIGTERM_gives_the_leases_back_at_once()
    {
        using var world = new OperatorWorld(new() { Operator = options => options with { LeaderElection = true } });
        world.Apply(Objects.Model("gpt"));
        world.Start("a");
        world.Start("b");
        world.Minutes(1);
        var models = Holders(world)["alitellm-operator-litellmmodels"];
        world.Operators.Single(instance => instance.Options.Identity == models).RequestStop();
        world.Seconds(3);

        Assert.That(Holders(world).Values, Has.None.EqualTo(models));
        Assert.That(world.Operators.Single(instance => instance.Options.Identity == models).IsRunning, Is.False);
    }

    private static Dictionary<string, string> Holders(OperatorWorld world)
    {
        return world.Kubernetes.List("leases.coordination.k8s.io")
            .Where(lease => !((string)lease["metadata"]!["name"]!).Contains("-replica-", StringComparison.Ordinal))
            .ToDictionary(lease => (string)lease["metadata"]!["name"]!, lease => (string?)lease["spec"]?["holderIdentity"] ?? "");
    }

    private static OperatorWorld Running()
    {
        var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt"));
        return world.Started();
    }
}
