using System.Text.Json.Nodes;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.Teams.Teams;

namespace Alitellm.Operator.Tests.World.Teams;

public sealed class TeamBasicsTests
{
    private const string Full = """
        {"budget":{"limit":10.5,"period":"30d"},"rateLimits":{"rpm":5,"tpm":50},
         "permission":{"models":["gpt"],"modelGroups":["tag"],"mcpGroups":["mg"],"agentGroups":["ag"]},
         "params":{"metadata":{"owner":"ops"},"model_rpm_limit":{"gpt":3},"model_aliases":{"x":"gpt"},"soft_budget":2,"object_permission":{"vector_stores":["v"]}}}
        """;

    [TestCase(Old)]
    [TestCase(Marking)]
    [TestCase(New)]
    public void A_team_becomes_one_closed_row_with_one_write_under_its_name(string version)
    {
        using var world = Running(version: version);

        Assert.That(world.TeamReady(), Is.EqualTo("True/Synced"));
        Assert.That((world.Stored().Alias, world.TeamId()), Is.EqualTo(("ops", "ops")));
        Assert.That(world.TeamWrites().Select(call => call.Operation), Is.EqualTo(["POST /team/new"]));
        Assert.That(world.Stored().List("models"), Is.EqualTo(["no-default-models"]));
        Assert.That(world.Stored().Grants("agents"), Is.EqualTo([NoAgents]));
    }

    [Test]
    public void Every_field_of_the_spec_reaches_LiteLLM()
    {
        using var world = Running(Full);
        var row = world.Stored();

        Assert.That(world.TeamReady(), Is.EqualTo("True/Synced"));
        Assert.That((row.Columns["max_budget"]!.ToJsonString(), (string?)row.Columns["budget_duration"]), Is.EqualTo(("10.5", "30d")));
        Assert.That(((int?)row.Columns["rpm_limit"], (int?)row.Columns["tpm_limit"]), Is.EqualTo(((int?)5, (int?)50)));
        Assert.That(row.List("models"), Is.EqualTo(["gpt", "tag"]));
        Assert.That((row.Grants("mcp_access_groups").Single(), row.Grants("agent_access_groups").Single()), Is.EqualTo(("mg", "ag")));
        Assert.That(row.Grants("vector_stores"), Is.EqualTo(["v"]));
        Assert.That(row.ModelAliases!.ToJsonString(), Is.EqualTo("""{"x":"gpt"}"""));
        Assert.That((string?)row.Metadata["owner"], Is.EqualTo("ops"));
        Assert.That(row.Metadata["model_rpm_limit"]!.ToJsonString(), Is.EqualTo("""{"gpt":3}"""));
    }

    [TestCase("""{"budget":{"limit":1}}""", "max_budget", "1")]
    [TestCase("""{"budget":{"period":"7d"}}""", "budget_duration", "\"7d\"")]
    [TestCase("""{"rateLimits":{"rpm":0}}""", "rpm_limit", "0")]
    [TestCase("""{"rateLimits":{"tpm":9}}""", "tpm_limit", "9")]
    [TestCase("""{"permission":{"models":["m"]}}""", "models", """["m"]""")]
    [TestCase("""{"permission":{"modelGroups":["t"]}}""", "models", """["t"]""")]
    [TestCase("""{"params":{"blocked":true}}""", "blocked", "true")]
    [TestCase("""{"params":{"soft_budget":4}}""", "soft_budget", "4")]
    public void An_edit_of_any_field_is_one_update_and_its_removal_another(string spec, string column, string value)
    {
        using var world = Running();
        var before = world.Stored().Columns[column]?.ToJsonString();
        world.ForgetJournals();

        world.Apply(Team("ops", spec));
        world.Minutes(3);
        Assert.That(world.Stored().Columns[column]!.ToJsonString(), Is.EqualTo(value));
        Assert.That(world.TeamWrites().Select(call => call.Operation), Is.EqualTo(["POST /team/update"]));

        world.Apply(Team("ops"));
        world.Minutes(3);
        Assert.That(world.Stored().Columns[column]?.ToJsonString(), Is.EqualTo(before));
        Assert.That(world.TeamWrites(), Has.Count.EqualTo(2));
        Assert.That(world.TeamReady(), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void What_params_no_longer_declares_is_gone_and_what_people_put_there_stays()
    {
        using var world = Running(Full);
        world.LiteLLM.EditTeamByHand("ops", new() { ["metadata"] = new JsonObject([.. world.Stored().Metadata.Select(Copy), new("note", "of a human")]) });
        world.Apply(Team("ops"));
        world.Minutes(3);

        var row = world.Stored();
        Assert.That(row.Metadata.Select(entry => entry.Key), Is.EquivalentTo(["note", "alitellm_operator", "rpm_limit_type", "tpm_limit_type"]));
        Assert.That((row.ModelAliases!.Count, row.Columns["soft_budget"], row.Grants("vector_stores").Count), Is.EqualTo((0, (JsonNode?)null, 0)));
        Assert.That(row.List("models"), Is.EqualTo(["no-default-models"]));
        Assert.That(world.TeamReady(), Is.EqualTo("True/Synced"));
        world.ForgetJournals();
        world.Minutes(10);
        Assert.That(world.TeamWrites(), Is.Empty);
    }

    [Test]
    public void Model_aliases_cannot_be_read_back_and_are_written_when_the_spec_changes()
    {
        using var world = Running("""{"params":{"model_aliases":{"x":"gpt"}}}""");
        world.Apply(Team("ops", """{"params":{"model_aliases":{"y":"gpt"}}}"""));
        world.Minutes(2);

        Assert.That(world.Stored().ModelAliases!.ToJsonString(), Is.EqualTo("""{"y":"gpt"}"""));
        Assert.That(world.LiteLLM.Journal.CountOf("GET /team/list"), Is.Zero);
    }

    [Test]
    public void Members_and_keys_are_not_touched()
    {
        using var world = WorldOf();
        world.LiteLLM.CreateTeamByHand(Json("""{"team_id":"ops","team_alias":"ops","members_with_roles":[{"role":"user","user_id":"u"}]}"""));
        world.Apply(Team("ops", """{"params":{"members_with_roles":[]}}"""));
        world.Started();

        Assert.That(world.Stored().Columns["members_with_roles"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That(world.TeamBodies().Select(body => body.ContainsKey("members_with_roles")), Is.All.False);
        Assert.That(world.LiteLLM.Journal.Calls.Select(call => call.Path).Distinct(), Has.None.StartsWith("/key/generate").And.None.StartsWith("/user").And.None.StartsWith("/organization"));
    }

    [Test]
    public void Secrets_in_params_are_filled_in_and_a_rotation_reaches_LiteLLM()
    {
        using var world = WorldOf();
        world.Apply(Objects.Secret("provider", "key", "one"));
        world.Apply(Team("ops", """{"params":{"metadata":{"hook":"https://x/{{KEY}}"}},"secrets":[{"as":"KEY","secretRef":{"name":"provider","key":"key"}}]}"""));
        world.Started();
        Assert.That((string?)world.Stored().Metadata["hook"], Is.EqualTo("https://x/one"));

        world.Apply(Objects.Secret("provider", "key", "two"));
        world.Minutes(1);
        Assert.That((string?)world.Stored().Metadata["hook"], Is.EqualTo("https://x/two"));
        world.Delete("secrets", "provider");
        world.Minutes(1);
        Assert.That(world.TeamReady(), Is.EqualTo("False/SecretNotFound"));
    }

    [TestCase("""{"params":{"models":"m"}}""", "False/InvalidConfig")]
    [TestCase("""{"params":{"tags":["t"]}}""", "False/LiteLLMRejected")]
    [TestCase("""{"params":{"organization_id":"nope"}}""", "False/LiteLLMRejected")]
    [TestCase("""{"budget":{"limit":1},"params":{"soft_budget":2}}""", "False/LiteLLMRejected")]
    public void What_cannot_be_is_said(string spec, string ready)
    {
        using var world = Running(spec);

        Assert.That(world.TeamReady(), Is.EqualTo(ready));
        Assert.That(world.LiteLLM.Teams, Is.Empty);
        world.Apply(Team("ops"));
        world.Minutes(2);
        Assert.That(world.TeamReady(), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_suspended_team_is_neither_read_nor_written()
    {
        using var world = Running("""{"suspend":true,"permission":{"models":["m"]}}""");
        Assert.That(world.LiteLLM.Teams, Is.Empty);
        Assert.That(OperatorWorld.Condition(world.TeamObject(), "Suspended"), Is.EqualTo("True/Suspended"));

        world.Apply(Team("ops", """{"permission":{"models":["m"]}}"""));
        world.Minutes(2);
        Assert.That(world.Stored().List("models"), Is.EqualTo(["m"]));
    }

    [Test]
    public void Observe_writes_nothing_and_tells_what_it_sees_grants_included()
    {
        using var world = WorldOf();
        world.LiteLLM.CreateTeamByHand(Json($$"""{"team_id":"same","team_alias":"same","models":["no-default-models"],"object_permission":{"agents":["{{NoAgents}}"]} }"""));
        world.LiteLLM.CreateTeamByHand(Json("""{"team_id":"open","team_alias":"open","models":["no-default-models"],"object_permission":{"agents":["x"]}}"""));
        foreach (var name in new[] { "same", "open", "absent" })
        {
            world.Apply(Team(name, """{"managementPolicy":"Observe"}"""));
        }

        world.Started();

        Assert.That((world.TeamReady("same"), world.TeamReady("open"), world.TeamReady("absent")), Is.EqualTo(("True/Observed", "False/DriftDetected", "False/RemoteAbsent")));
        Assert.That((string?)world.TeamObject("open")!["status"]!["drift"]!["fields"]![0]!["path"], Is.EqualTo("object_permission.agents"));
        Assert.That(world.TeamWrites(), Is.Empty);
        world.DeleteTeam("open");
        world.Seconds(20);
        Assert.That((world.TeamObject("open"), world.LiteLLM.Teams.Count), Is.EqualTo(((object?)null, 2)));
    }

    [Test]
    public void Ignored_fields_are_left_to_people_and_masked_ones_cannot_be()
    {
        using var world = Running("""{"permission":{"models":["m"]},"ignoreFields":["models","object_permission.agents"]}""");
        world.LiteLLM.EditTeamByHand("ops", Json("""{"models":["by-hand"],"object_permission":{"agents":["a"]}}"""));
        world.Apply(Team("ops", """{"permission":{"models":["m"]},"ignoreFields":["models","object_permission.agents"],"rateLimits":{"rpm":1}}"""));
        world.Minutes(5);

        Assert.That((world.Stored().List("models").Single(), world.Stored().Grants("agents").Single(), (int?)world.Stored().Columns["rpm_limit"]), Is.EqualTo(("by-hand", "a", (int?)1)));
        Assert.That(world.TeamReady(), Is.EqualTo("True/Synced"));

        world.Apply(Team("ops", """{"ignoreFields":["model_aliases"]}"""));
        world.Minutes(1);
        Assert.That(world.TeamReady(), Is.EqualTo("False/InvalidConfig"));
    }

    [Test]
    public void A_reconcile_request_is_acknowledged()
    {
        using var world = Running();
        world.AnnotateTeam("ops", "litellm.ackstorm.ai/reconcile-requested-at", "token-1");
        world.Seconds(5);

        Assert.That((string?)world.TeamObject()!["status"]!["lastHandledReconcileAt"], Is.EqualTo("token-1"));
        Assert.That(world.TeamWrites(), Has.Count.EqualTo(1));
    }

    [TestCase(Old)]
    [TestCase(New)]
    public void Steady_state_for_half_an_hour_writes_nothing_and_reads_lists_and_a_slow_sweep(string version)
    {
        using var world = WorldOf(version);
        foreach (var index in Enumerable.Range(0, 12))
        {
            world.Apply(Team($"t{index}", """{"permission":{"models":["m"]},"rateLimits":{"rpm":5}}"""));
            world.LiteLLM.CreateTeamByHand(Json($$"""{"team_alias":"foreign-{{index}}"}"""));
        }

        world.Started();
        world.ForgetJournals();
        world.Minutes(30);

        var calls = world.LiteLLM.Journal.Calls.GroupBy(call => call.Operation).ToDictionary(group => group.Key, group => group.Count());
        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
        Assert.That(world.Kubernetes.Journal.Records.Where(record => record.Request.IsWrite).Select(record => record.Request.Path), Is.Empty);
        Assert.That(calls.Keys, Is.EquivalentTo(["GET /v2/team/list", "GET /team/info", "POST /key/health", "GET /health/readiness"]));
        Assert.That(calls["GET /v2/team/list"], Is.InRange(54, 67));
        Assert.That(calls["GET /team/info"], Is.InRange(24, 48), "12 teams about every 10 minutes; foreign ones never");
    }

    private static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> entry)
    {
        return new(entry.Key, entry.Value?.DeepClone());
    }
}
