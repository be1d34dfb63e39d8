using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.Aliases.Aliases;

namespace Alitellm.Operator.Tests.World.Aliases;

public sealed class AliasBasicsTests
{
    private const string Settings = """
        {"num_retries":5,"timeout":1.50,"fallbacks":[{"gpt":["claude"]}],"routing_strategy_args":{"ttl":3600},
         "model_group_alias":{"by-hand":"gpt","hidden":{"model":"gpt","hidden":true}}}
        """;

    [Test]
    public void Aliases_are_written_by_one_POST_and_usable_at_once()
    {
        using var world = Running("fast=gpt smart=claude");

        Assert.That(world.Map(), Is.EqualTo("fast=gpt smart=claude"));
        Assert.That((world.AliasReady("a"), world.Posts()), Is.EqualTo(("True/Synced", 1)));
        var status = world.AliasObject("a")!["status"]!;
        Assert.That(status["aliasStatuses"]!.ToJsonString(), Is.EqualTo("""[{"name":"fast","applied":true,"appliedValue":"gpt"},{"name":"smart","applied":true,"appliedValue":"claude"}]"""));
        Assert.That(status["ownedNames"]![0]!["names"]!.ToJsonString(), Is.EqualTo("""["fast","smart"]"""));
    }

    [TestCase("fast=claude", "fast=claude")]
    [TestCase("fast=gpt more=gpt", "fast=gpt more=gpt")]
    [TestCase("other=gpt", "other=gpt")]
    public void An_edit_is_one_POST(string aliases, string map)
    {
        using var world = Running();
        world.ForgetJournals();
        world.Apply(Alias("a", aliases));
        world.Seconds(5);

        Assert.That((world.Map(), world.Posts()), Is.EqualTo((map, 1)));
        world.Minutes(3);
        Assert.That((world.Map(), world.Posts(), world.AliasReady("a")), Is.EqualTo((map, 1, "True/Synced")));
    }

    [Test]
    public void Names_are_recorded_before_LiteLLM_is_written()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.LostAnswer) { On = "POST /config/update" });
        world.Apply(Alias("a", "fast=gpt"));
        world.Start();
        world.Seconds(1.5);
        world.Operator.Kill();

        Assert.That(world.Map(), Is.EqualTo("fast=gpt"));
        Assert.That(world.AliasObject("a")!["status"]!["ownedNames"]![0]!["names"]!.ToJsonString(), Is.EqualTo("""["fast"]"""));
        world.LiteLLM.Faults.Clear();
        world.DeleteAlias("a");
        world.Start("b");
        world.Minutes(2);
        Assert.That((world.Map(), world.AliasObject("a")), Is.EqualTo(("", (JsonObject?)null)));
    }

    [Test]
    public void Aliases_made_by_hand_object_valued_ones_and_all_other_settings_survive_byte_by_byte()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.SetRouterSettingsByHand(Json(Settings));
        world.LiteLLM.ReloadAll();
        world.Apply(Alias("a", "fast=gpt"));
        world.Started();
        world.Apply(Alias("a", "fast=claude more=gpt"));
        world.Minutes(1);
        AssertKept(world, "by-hand=gpt fast=claude hidden={\"model\":\"gpt\",\"hidden\":true} more=gpt");

        world.DeleteAlias("a");
        world.Minutes(1);
        AssertKept(world, "by-hand=gpt hidden={\"model\":\"gpt\",\"hidden\":true}");
        Assert.That(world.AliasObject("a"), Is.Null);
    }

    [Test]
    public void Settings_that_only_newer_versions_store_survive_too()
    {
        using var world = new OperatorWorld(new() { LiteLLM = new LiteLLMWorldOptions { Version = "1.93.0" } });
        world.LiteLLM.SetRouterSettingsByHand(Json("""{"enable_tag_filtering":true,"retry_policy":{"TimeoutErrorRetries":3}}"""));
        world.LiteLLM.ReloadAll();
        world.Apply(Alias("a", "fast=gpt"));
        world.Started();

        Assert.That((bool?)world.LiteLLM.StoredRouterSettings!["enable_tag_filtering"], Is.True);
        Assert.That(world.LiteLLM.StoredRouterSettings["retry_policy"]!.ToJsonString(), Is.EqualTo("""{"TimeoutErrorRetries":3}"""));
    }

    [Test]
    public void Aliases_of_the_configuration_file_stay_whatever_we_do()
    {
        using var world = Running(options: new() { LiteLLM = new LiteLLMWorldOptions { ConfigRouterSettings = Json("""{"num_retries":7,"model_group_alias":{"file":"m"}}""") } });
        world.DeleteAlias("a");
        world.Minutes(2);

        Assert.That(world.AliasObject("a"), Is.Null);
        Assert.That((world.Map(), (int?)world.LiteLLM.StoredRouterSettings!["num_retries"]), Is.EqualTo(("file=m", (int?)7)));
    }

    [Test]
    public void An_alias_that_the_configuration_file_has_too_does_not_hold_its_object_back()
    {
        using var world = Running(options: new() { LiteLLM = new LiteLLMWorldOptions { ConfigRouterSettings = Json("""{"model_group_alias":{"fast":"m"}}""") } });
        world.DeleteAlias("a");
        world.Minutes(2);

        Assert.That(world.AliasObject("a"), Is.Null);
        Assert.That(world.Posts(), Is.LessThan(6));
    }

    [Test]
    public void Fifty_objects_created_at_once_are_few_POSTs()
    {
        using var world = new OperatorWorld();
        world.Started();
        world.Do(() =>
        {
            for (var index = 0; index < 50; index++)
            {
                world.Kubernetes.Apply(Alias($"a{index:00}", $"n{index:00}=gpt"));
            }
        });
        world.Minutes(2);

        Assert.That(world.Map().Split(' '), Has.Length.EqualTo(50));
        Assert.That(Enumerable.Range(0, 50).Select(index => world.AliasReady($"a{index:00}")), Is.All.EqualTo("True/Synced"));
        Assert.That(world.Posts(), Is.LessThanOrEqualTo(3));
    }

    [Test]
    public void Fifty_objects_at_the_start_and_their_deletion_are_few_POSTs()
    {
        using var world = new OperatorWorld();
        for (var index = 0; index < 50; index++)
        {
            world.Apply(Alias($"a{index:00}", $"n{index:00}=gpt"));
        }

        world.Started();
        Assert.That((world.Map().Split(' ').Length, world.Posts() <= 3), Is.EqualTo((50, true)));
        world.ForgetJournals();

        world.Do(() =>
        {
            for (var index = 0; index < 50; index++)
            {
                world.Kubernetes.Delete(Resource, "default", $"a{index:00}");
            }
        });
        world.Minutes(1);
        Assert.That((world.Map(), world.Posts() <= 3), Is.EqualTo(("", true)));
        Assert.That(world.Kubernetes.List(Resource), Is.Empty);
    }

    [Test]
    public void Half_an_hour_of_rest_writes_nothing_and_reads_only_the_settings()
    {
        using var world = Running();
        world.ForgetJournals();
        world.Minutes(30);

        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
        Assert.That(world.Kubernetes.Journal.Records.Where(record => record.Request.IsWrite).Select(record => record.Request.Path), Is.Empty);
        Assert.That(world.LiteLLM.Journal.Calls.Select(call => call.Operation).Distinct(), Is.EquivalentTo(["GET /router/settings", "POST /key/health", "GET /health/readiness"]));
    }

    [Test]
    public void Without_objects_nothing_is_ever_written()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.SetRouterSettingsByHand(Json(Settings));
        world.Started();
        world.Minutes(40);

        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
    }

    [TestCase("""{"fast":"other"}""", "fast=gpt")]
    [TestCase("""{"fast":null}""", "fast=gpt")]
    [TestCase("""{"fast":{"model":"gpt","hidden":true}}""", "fast=gpt")]
    [TestCase("""{"fast":null,"new":"x"}""", "fast=gpt new=x")]
    public void What_is_changed_by_hand_is_repaired_and_what_is_added_stays(string edit, string map)
    {
        using var world = Running();
        world.EditMap(edit);
        world.Minutes(3);

        Assert.That((world.Map(), world.AliasReady("a")), Is.EqualTo((map, "True/Synced")));
    }

    [Test]
    public void A_wiped_LiteLLM_gets_all_aliases_back()
    {
        using var world = Running("fast=gpt smart=claude");
        world.LiteLLM.Wipe();
        world.Minutes(3);

        Assert.That((world.Map(), world.AliasReady("a")), Is.EqualTo(("fast=gpt smart=claude", "True/Synced")));
    }

    [Test]
    public void What_a_foreign_writer_erases_while_we_write_is_found_by_the_read_that_follows()
    {
        var latency = TimeSpan.FromMilliseconds(200);
        using var world = new OperatorWorld(new() { LiteLLM = new LiteLLMWorldOptions { ReadLatency = latency, WriteLatency = latency } });
        world.Started();
        world.ForgetJournals();
        world.Apply(Alias("a", "fast=gpt"));
        Assert.That(world.RunUntil(() => world.Map() == "fast=gpt", TimeSpan.FromSeconds(10)), Is.True);
        world.EditMap("""{"fast":null,"theirs":"x"}""");
        world.Seconds(2);

        Assert.That((world.Map(), world.Posts()), Is.EqualTo(("fast=gpt theirs=x", 2)));
    }

    [Test]
    public void A_writer_that_undoes_every_write_is_not_fought_at_once_and_we_win_in_the_end()
    {
        var latency = TimeSpan.FromMilliseconds(200);
        using var world = new OperatorWorld(new() { LiteLLM = new LiteLLMWorldOptions { ReadLatency = latency, WriteLatency = latency } });
        world.Started();
        world.ForgetJournals();
        world.Apply(Alias("a", "fast=gpt"));
        for (var index = 0; index < 3; index++)
        {
            Assert.That(world.RunUntil(() => world.Map() == "fast=gpt", TimeSpan.FromSeconds(10)), Is.True);
            world.EditMap("""{"fast":null}""");
        }

        world.Seconds(0.5);
        Assert.That((world.AliasReady("a"), world.Posts(), world.Map()), Is.EqualTo(("False/LiteLLMUnavailable", 3, "")));
        world.Minutes(1);
        Assert.That((world.AliasReady("a"), world.Posts(), world.Map()), Is.EqualTo(("True/Synced", 4, "fast=gpt")));
    }

    [Test]
    public void A_LiteLLM_without_the_settings_route_is_read_by_its_effective_settings()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.SetRouterSettingsByHand(Json(Settings));
        world.LiteLLM.ReloadAll();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(404, """{"detail":"Not Found"}""")) { On = "GET /router/settings" });
        world.Apply(Alias("a", "fast=gpt"));
        world.Started();

        AssertKept(world, "by-hand=gpt fast=gpt hidden={\"model\":\"gpt\",\"hidden\":true}");
        Assert.That(world.AliasReady("a"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void Two_Connections_to_one_proxy_share_one_writer()
    {
        using var world = new OperatorWorld(new() { Namespaces = [] });
        world.Apply(Objects.Secret("litellm", "master-key", "sk-1234", "team-b"));
        world.Apply(Objects.Connection(ns: "team-b"));
        for (var index = 0; index < 10; index++)
        {
            world.Apply(Alias($"a{index}", $"a{index}=gpt"));
            world.Apply(Alias($"b{index}", $"b{index}=gpt", ns: "team-b"));
        }

        world.Started();
        Assert.That(world.Map().Split(' '), Has.Length.EqualTo(20));
        Assert.That((world.Posts() <= 4, world.LiteLLM.Journal.OverlappingWrites().Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public void Each_proxy_has_a_map_of_its_own()
    {
        using var world = new OperatorWorld();
        var other = world.AddProxy("other.default.svc", new LiteLLMWorldOptions());
        world.Apply(Objects.Connection("other", endpoint: "http://other.default.svc:4000"));
        world.Apply(Alias("a", "fast=gpt"));
        world.Apply(Alias("b", "fast=claude", """{"connectionRef":{"name":"other"}}"""));
        world.Started();

        Assert.That((world.Map(), MapOf(other)), Is.EqualTo(("fast=gpt", "fast=claude")));
        Assert.That((world.AliasReady("a"), world.AliasReady("b")), Is.EqualTo(("True/Synced", "True/Synced")));
    }

    [Test]
    public void Several_processes_of_LiteLLM_do_not_confuse_it()
    {
        using var world = Running(options: new() { LiteLLM = new LiteLLMWorldOptions { Replicas = 3 } });
        world.Apply(Alias("b", "smart=claude"));
        world.Seconds(5);
        world.Apply(Alias("a", "faster=gpt"));
        world.Minutes(5);

        Assert.That((world.Map(), world.Posts()), Is.EqualTo(("faster=gpt smart=claude", 3)));
    }

    [Test]
    public void Suspend_leaves_the_map_alone_until_it_ends()
    {
        using var world = Running();
        world.Apply(Alias("a", "fast=claude", """{"suspend":true}"""));
        world.Apply(Alias("b", "smart=claude"));
        world.Minutes(2);
        world.EditMap("""{"fast":null}""");
        world.Apply(Alias("b", "smarter=claude"));
        world.Minutes(3);
        Assert.That(world.Map(), Is.EqualTo("smarter=claude"));

        world.Apply(Alias("a", "fast=claude"));
        world.Minutes(2);
        Assert.That(world.Map(), Is.EqualTo("fast=claude smarter=claude"));
    }

    [Test]
    public void Observe_writes_nothing_and_tells_what_it_sees()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.SetRouterSettingsByHand(Json("""{"model_group_alias":{"fast":"gpt"}}"""));
        world.LiteLLM.ReloadAll();
        world.Apply(Alias("same", "fast=gpt", """{"managementPolicy":"Observe"}"""));
        world.Apply(Alias("other", "fast=claude", """{"managementPolicy":"Observe"}"""));
        world.Started();

        Assert.That((world.AliasReady("same"), world.AliasReady("other")), Is.EqualTo(("True/Observed", "False/DriftDetected")));
        Assert.That((string?)world.AliasObject("other")!["status"]!["drift"]!["fields"]![0]!["path"], Is.EqualTo("model_group_alias.fast"));
        world.DeleteAlias("same");
        world.Minutes(1);
        Assert.That((world.Map(), world.LiteLLM.Journal.Writes, world.AliasObject("same")), Is.EqualTo(("fast=gpt", 0, (JsonObject?)null)));
    }

    [Test]
    public void Report_publishes_drift_and_leaves_it_also_when_others_write()
    {
        using var world = Running(members: """{"driftPolicy":"Report"}""");
        world.EditMap("""{"fast":"other"}""");
        world.Apply(Alias("b", "smart=claude"));
        world.Minutes(5);
        Assert.That((world.Map(), world.AliasReady("a")), Is.EqualTo(("fast=other smart=claude", "False/DriftDetected")));

        world.Apply(Alias("a", "fast=claude", """{"driftPolicy":"Report"}"""));
        world.Minutes(2);
        Assert.That((world.Map(), world.AliasReady("a")), Is.EqualTo(("fast=claude smart=claude", "True/Synced")));
    }

    [Test]
    public void An_ignored_alias_is_left_as_it_is()
    {
        using var world = Running("fast=gpt smart=claude", """{"ignoreFields":["model_group_alias.fast"]}""");
        world.EditMap("""{"fast":"other"}""");
        world.Minutes(3);
        world.Apply(Alias("a", "fast=gpt smart=opus", """{"ignoreFields":["model_group_alias.fast"]}"""));
        world.Minutes(3);

        Assert.That((world.Map(), world.AliasReady("a")), Is.EqualTo(("fast=other smart=opus", "True/Synced")));
    }

    private static void AssertKept(OperatorWorld world, string map)
    {
        var stored = world.LiteLLM.StoredRouterSettings!;
        foreach (var (key, value) in Json(Settings).Where(entry => entry.Key != "model_group_alias"))
        {
            Assert.That(stored[key]!.ToJsonString(), Is.EqualTo(value!.ToJsonString()), key);
        }

        Assert.That(world.Map(), Is.EqualTo(map));
    }
}
