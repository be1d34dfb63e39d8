using System.Text.Json.Nodes;
using Alitellm.Operator.Observability;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.Agents;

public sealed class AgentTests
{
    private const string Spec = """
        {"endpoint":"http://agent","agentCard":{"name":"Hello","description":"d","version":"1.0.0","protocolVersion":"0.3.0","capabilities":{"streaming":true,"pushNotifications":true},
          "defaultInputModes":["text"],"defaultOutputModes":["text"],"skills":[{"id":"s","name":"S","description":"x","tags":["t"]}]},
         "params":{"litellm_params":{"model":"x/y"}}}
        """;

    [Test]
    public void An_agent_becomes_one_entry_with_one_write_and_the_id_that_LiteLLM_minted_is_recorded()
    {
        using var world = Running(out var agents);

        var row = world.LiteLLM.FindAgent("hello")!;
        Assert.That(agents.Ready("hello"), Is.EqualTo("True/Synced"));
        Assert.That((string?)agents.Recorded("hello", "agentID"), Is.EqualTo((string?)row["agent_id"]));
        Assert.That(((string?)row["agent_card_params"]!["url"], (string?)row["litellm_params"]!["model"]), Is.EqualTo(("http://agent", "x/y")));
        Assert.That(world.LiteLLM.Journal.CountOf("GET /v1/agents"), Is.GreaterThan(0));
        Assert.That(world.LiteLLM.Journal.Calls.Where(call => call.Operation == "GET /v1/agents").Select(call => call.Query), Is.All.EqualTo("health_check=false"));
        world.Minutes(10);
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(1));
    }

    [TestCase("1.84.0")]
    [TestCase("1.93.0")]
    public void A_version_that_rewrites_cards_and_redacts_secrets_gets_one_write_and_is_then_left_alone(string version)
    {
        using var world = Running(out var agents, """
            {"endpoint":"http://agent","agentCard":{"name":"Hello","capabilities":{"streaming":true,"pushNotifications":true},"securitySchemes":{"k":{"type":"apiKey"}},"skills":[]},
             "params":{"litellm_params":{"api_key":"sk-agent-secret","nested":{"token":"t-secret","plain":1}},"tpm_limit":10,"static_headers":{"h":"v"},"extra_headers":["x"]}}
            """, version);
        world.Minutes(10);

        Assert.That(agents.Ready("hello"), Is.EqualTo("True/Synced"), world.Describe());
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(1));
    }

    [TestCase("tpm_limit", "10")]
    [TestCase("rpm_limit", "10")]
    [TestCase("session_tpm_limit", "10")]
    [TestCase("session_rpm_limit", "10")]
    [TestCase("static_headers", "{\"h\":\"v\"}")]
    [TestCase("extra_headers", "[\"x\"]")]
    [TestCase("object_permission", "{\"mcp_servers\":[\"a\"]}")]
    [TestCase("access_group_ids", "[\"g\"]")]
    public void A_field_is_set_by_an_edit_and_cleared_when_it_is_taken_out(string field, string value)
    {
        using var world = Running(out var agents, """{"endpoint":"http://agent","agentCard":{}}""", "1.93.0");
        agents.Apply("hello", $$$"""{"endpoint":"http://agent","agentCard":{},"params":{"{{{field}}}":{{{value}}}}}""");
        world.Seconds(5);
        Assert.That(world.LiteLLM.FindAgent("hello")![field]!.ToJsonString(), Is.EqualTo(value));

        agents.Apply("hello", """{"endpoint":"http://agent","agentCard":{}}""");
        world.Seconds(5);
        Assert.That(world.LiteLLM.FindAgent("hello")![field], Is.Null);
        world.Minutes(5);
        Assert.That((agents.Ready("hello"), world.LiteLLM.Journal.Writes), Is.EqualTo(("True/Synced", 3)));
    }

    [Test]
    public void L02_Every_change_is_made_in_place_so_that_the_id_others_refer_to_stays()
    {
        using var world = Running(out var agents);
        var id = (string?)agents.Recorded("hello", "agentID");
        agents.Apply("hello", """{"endpoint":"http://other","agentCard":{"name":"New"}}""");
        world.Seconds(5);

        var row = world.LiteLLM.FindAgent("hello")!;
        Assert.That(row["agent_card_params"]!.ToJsonString(), Is.EqualTo("""{"name":"New","url":"http://other"}"""));
        Assert.That(row["litellm_params"]!.AsObject().ContainsKey("model"), Is.False);
        Assert.That(((string?)row["agent_id"], world.LiteLLM.Journal.CountOf("DELETE /v1/agents/{id}")), Is.EqualTo((id, 0)));
    }

    [Test]
    public void A_secret_taken_out_of_the_spec_is_cleared_where_LiteLLM_keeps_what_is_left_out()
    {
        using var world = Running(out var agents, """{"endpoint":"http://agent","agentCard":{},"params":{"litellm_params":{"api_key":"sk-agent-secret"}}}""", "1.93.0");
        agents.Apply("hello", """{"endpoint":"http://agent","agentCard":{}}""");
        world.Seconds(5);

        Assert.That((string?)world.LiteLLM.FindAgent("hello")!["litellm_params"]!["api_key"], Is.EqualTo(""));
        world.Minutes(5);
        Assert.That((agents.Ready("hello"), world.LiteLLM.Journal.Writes), Is.EqualTo(("True/Synced", 2)));
    }

    [Test]
    public void L29_The_marker_and_the_stamps_are_in_litellm_params_where_LiteLLM_keeps_them()
    {
        using var world = Running(out var agents);
        agents.Apply("hello", """{"endpoint":"http://other","agentCard":{"name":"Other"}}""");
        world.Seconds(5);

        var parameters = world.LiteLLM.FindAgent("hello")!["litellm_params"]!;
        Assert.That((string?)parameters["alitellm_operator"]!["object"], Is.EqualTo("default/hello"));
        Assert.That(new[] { "created_by", "updated_by" }.Select(key => (string?)parameters[key]), Is.All.StartsWith("alitellm-operator/"));
    }

    [TestCase("""{"litellm_params":{"model":"hand"}}""", "litellm_params.model")]
    [TestCase("""{"litellm_params":{"extra":1}}""", "litellm_params.extra")]
    [TestCase("""{"agent_card_params":{"description":"by hand"}}""", "agent_card_params.description")]
    [TestCase("""{"agent_card_params":{"skills":null}}""", "agent_card_params.skills")]
    [TestCase("""{"agent_card_params":{"documentationUrl":"http://hand"}}""", "agent_card_params.documentationUrl")]
    [TestCase("""{"agent_name":"renamed"}""", "agent_name")]
    public void A_hand_edit_is_undone_in_place_and_shown(string patch, string path)
    {
        using var world = Running(out var agents);
        var before = world.LiteLLM.FindAgent("hello")!.ToJsonString();
        var id = (string)agents.Recorded("hello", "agentID")!;
        world.LiteLLM.EditAgentByHand(id, Json(patch));
        world.Seconds(75);

        Assert.That(Sorted(world.LiteLLM.FindAgent("hello")), Is.EqualTo(Sorted(JsonNode.Parse(before))));
        Assert.That(agents.Drift("hello"), Is.EqualTo([path]));
        Assert.That(world.Operator.Metrics.Sum(MetricNames.DriftCorrected, "update_drifted"), Is.EqualTo(1));
    }

    [TestCase("""{"agent_card_params":{"description":"by hand"}}""")]
    [TestCase("""{"agent_card_params":{"url":"http://hand"}}""")]
    [TestCase("""{"litellm_params":{"model":"hand"}}""")]
    [TestCase("""{"tpm_limit":5}""")]
    [TestCase("""{"static_headers":{"x":"y"}}""")]
    public void A_hand_edit_is_undone_also_where_LiteLLM_rewrites_cards(string patch)
    {
        using var world = Running(out var agents, version: "1.93.0");
        world.LiteLLM.EditAgentByHand((string)agents.Recorded("hello", "agentID")!, Json(patch));
        world.Minutes(5);

        Assert.That(world.LiteLLM.FindAgent("hello")!.ToJsonString(), Does.Not.Contain("hand").And.Not.Contain("\"tpm_limit\":5").And.Not.Contain("\"x\":\"y\""));
        Assert.That((agents.Ready("hello"), world.LiteLLM.Journal.Writes), Is.EqualTo(("True/Synced", 2)));
    }

    [Test]
    public void L02_A_hand_delete_is_confirmed_by_a_second_list_before_the_agent_is_created_again()
    {
        using var world = Running(out var agents);
        var id = (string)agents.Recorded("hello", "agentID")!;
        world.LiteLLM.DeleteAgentByHand(id);
        world.Seconds(75);

        Assert.That((string?)agents.Recorded("hello", "agentID"), Is.EqualTo((string?)world.LiteLLM.FindAgent("hello")!["agent_id"]).And.Not.EqualTo(id));
        Assert.That(world.LiteLLM.Journal.CountOf("POST /v1/agents"), Is.EqualTo(2));
        Assert.That(world.Operator.Metrics.Sum(MetricNames.DriftCorrected, "create_missing"), Is.EqualTo(1));
    }

    [Test]
    public void L01_L02_An_agent_that_no_list_shows_is_refused_as_a_duplicate_and_keeps_its_recorded_id()
    {
        using var world = Running(out var agents);
        var id = (string)agents.Recorded("hello", "agentID")!;
        var hidden = world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(200, "[]")) { On = "GET /v1/agents" });
        world.Minutes(5);

        Assert.That((agents.Ready("hello"), (string?)agents.Recorded("hello", "agentID")), Is.EqualTo(("False/LiteLLMRejected", id)));
        Assert.That(world.LiteLLM.Agents, Has.Count.EqualTo(1));

        world.LiteLLM.Faults.Remove(hidden);
        world.Minutes(6);
        Assert.That((agents.Ready("hello"), (string?)world.LiteLLM.FindAgent("hello")!["agent_id"]), Is.EqualTo(("True/Synced", id)));
    }

    [Test]
    public void L01_An_object_that_lost_its_id_finds_its_entry_by_name_and_makes_no_second_one()
    {
        using var world = Running(out var agents);
        var id = (string)agents.Recorded("hello", "agentID")!;
        agents.Patch("hello", """{"status":{"lastRendered":{"agentID":null}}}""", "status");
        agents.Apply("hello", """{"endpoint":"http://other","agentCard":{"name":"Other"}}""");
        world.Minutes(2);

        Assert.That(((string?)agents.Recorded("hello", "agentID"), world.LiteLLM.Agents.Count), Is.EqualTo((id, 1)));
        Assert.That((string?)world.LiteLLM.FindAgent("hello")!["agent_card_params"]!["url"], Is.EqualTo("http://other"));
    }

    [TestCase("Always", "True/Synced", 1)]
    [TestCase("IfIdentical", "False/AdoptionRefused", 0)]
    [TestCase("Never", "False/AdoptionRefused", 0)]
    public void An_entry_of_the_name_is_looked_up_first_and_met_with_the_adoption_policy(string policy, string ready, int writes)
    {
        using var world = new OperatorWorld();
        var id = world.LiteLLM.CreateAgentByHand(Json("""{"agent_name":"hello","agent_card_params":{"url":"http://hand"}}"""));
        var agents = KindView.Agents(world);
        agents.Apply("hello", $$$"""{"endpoint":"http://agent","agentCard":{},"adoptionPolicy":"{{{policy}}}"}""");
        world.Started();

        Assert.That((agents.Ready("hello"), world.LiteLLM.Journal.Writes), Is.EqualTo((ready, writes)));
        Assert.That((string?)world.LiteLLM.FindAgent("hello")!["agent_id"], Is.EqualTo(id));
    }

    [Test]
    public void IfIdentical_adopts_what_is_already_right()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.CreateAgentByHand(Json("""{"agent_name":"hello","agent_card_params":{"name":"H","url":"http://agent"}}"""));
        var agents = KindView.Agents(world);
        agents.Apply("hello", """{"endpoint":"http://agent","agentCard":{"name":"H"},"adoptionPolicy":"IfIdentical"}""");
        world.Started();

        Assert.That(agents.Ready("hello"), Is.EqualTo("True/Synced"));
    }

    [TestCase("Always", "True/Synced", "http://agent")]
    [TestCase("Never", "False/AdoptionRefused", "http://hand")]
    public void A_400_already_exists_of_an_entry_made_since_the_last_list_is_met_with_the_adoption_policy(string policy, string ready, string url)
    {
        using var world = new OperatorWorld();
        world.Started();
        KindView.Agents(world).Apply("other", Spec);
        world.Minutes(1);
        world.LiteLLM.CreateAgentByHand(Json("""{"agent_name":"hello","agent_card_params":{"url":"http://hand"}}"""));
        var agents = KindView.Agents(world);
        agents.Apply("hello", $$$"""{"endpoint":"http://agent","agentCard":{},"adoptionPolicy":"{{{policy}}}"}""");
        world.Minutes(2);

        Assert.That((agents.Ready("hello"), (string?)world.LiteLLM.FindAgent("hello")!["agent_card_params"]!["url"]), Is.EqualTo((ready, url)));
    }

    [Test]
    public void An_entry_of_another_instance_is_never_written_or_deleted()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.CreateAgentByHand(Json("""{"agent_name":"hello","agent_card_params":{"url":"http://theirs"},"litellm_params":{"alitellm_operator":{"v":1,"instance":"other/op","object":"default/hello","uid":"u","hash":"h"}}}"""));
        var agents = KindView.Agents(world);
        agents.Apply("hello", Spec);
        world.Started();
        Assert.That(agents.Ready("hello"), Is.EqualTo("False/OwnedElsewhere"));

        agents.Delete("hello");
        world.Minutes(2);
        Assert.That((string?)world.LiteLLM.FindAgent("hello")!["agent_card_params"]!["url"], Is.EqualTo("http://theirs"));
    }

    [Test]
    public void An_agent_of_the_configuration_file_is_left_alone()
    {
        using var world = new OperatorWorld(new() { LiteLLM = new() { ConfigAgents = [Json("""{"agent_name":"hello","agent_card_params":{"url":"http://file"}}""")] } });
        var agents = KindView.Agents(world);
        agents.Apply("hello", Spec);
        world.Started();
        world.Minutes(5);

        Assert.That((agents.Ready("hello"), world.LiteLLM.Journal.Writes), Is.EqualTo(("True/Synced", 1)));
    }

    [Test]
    public void A_lost_answer_to_the_create_makes_no_second_entry_and_loses_no_id()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.Faults.FailNext("POST /v1/agents", LiteLLMFaultEffect.LostAnswer);
        var agents = KindView.Agents(world);
        agents.Apply("hello", """{"endpoint":"http://agent","agentCard":{},"adoptionPolicy":"Never"}""");
        world.Started();

        Assert.That((agents.Ready("hello"), world.LiteLLM.Agents.Count), Is.EqualTo(("True/Synced", 1)));
        Assert.That((string?)agents.Recorded("hello", "agentID"), Is.EqualTo((string?)world.LiteLLM.Agents.Single()["agent_id"]));
    }

    [Test]
    public void L43_A_lost_status_write_after_the_create_makes_no_second_entry()
    {
        using var world = new OperatorWorld();
        world.Kubernetes.Faults.Add(new Testing.Kubernetes.FaultRule { Action = Testing.Kubernetes.FaultAction.InternalError(), Verb = "patch", Resource = "litellma2aagents", Subresource = "status", Times = 3 });
        var agents = KindView.Agents(world);
        agents.Apply("hello", Spec);
        world.Started();

        Assert.That((agents.Ready("hello"), world.LiteLLM.Agents.Count), Is.EqualTo(("True/Synced", 1)));
        Assert.That((string?)agents.Recorded("hello", "agentID"), Is.EqualTo((string?)world.LiteLLM.Agents.Single()["agent_id"]));
    }

    [Test]
    public void Overridden_and_unknown_fields_are_told_one_by_one()
    {
        using var world = Running(out var agents, """{"endpoint":"http://agent","agentCard":{"url":"http://card"},"params":{"agent_name":"evil","agent_card_params":{},"model_info":{},"timeout":30,"tpm_limit":5}}""");

        var events = agents.Events("hello");
        foreach (var key in new[] { "agent_name:", "agent_card_params:", "model_info:", "agent_card_params.url:" })
        {
            Assert.That(events.Count(text => text.StartsWith($"Warning ProjectionOverride: {key}", StringComparison.Ordinal)), Is.EqualTo(1), key);
        }

        Assert.That(events, Has.Some.StartsWith("Warning UnknownParamKey: timeout:"));
        Assert.That(events, Has.None.StartsWith("Warning UnknownParamKey: tpm_limit:"));
        Assert.That(world.LiteLLM.Journal.Calls.Where(call => call.IsWrite).Select(call => call.Body), Has.All.Not.Contain("evil").And.Not.Contain("http://card").And.Contain("\"timeout\":30"));
        Assert.That(agents.Ready("hello"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void L25_Groups_go_by_the_field_LiteLLM_has_for_them_and_it_is_told_when_it_drops_them()
    {
        using var world = Running(out var agents, """{"endpoint":"http://agent","agentCard":{"bogus":1},"params":{"access_groups":["ops"]}}""");
        world.Minutes(5);

        Assert.That(world.LiteLLM.Journal.Calls.Single(call => call.IsWrite).Body, Does.Contain("\"agent_access_groups\":[\"ops\"]"));
        Assert.That(agents.Events("hello"), Has.Some.Contains("spec.params.agent_access_groups").And.Some.Contains("spec.agentCard.bogus"));
        Assert.That(agents.Ready("hello"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void Both_bags_are_filled_from_one_Secret_and_a_rotation_makes_one_write()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Secret("agent", "token", "t-one"));
        var agents = KindView.Agents(world);
        agents.Apply("hello", """{"endpoint":"http://agent","agentCard":{"description":"uses {{TOKEN}}"},"params":{"litellm_params":{"api_key":"{{TOKEN}}"}},"secrets":[{"as":"TOKEN","secretRef":{"name":"agent","key":"token"}}]}""");
        world.Started();
        var row = world.LiteLLM.FindAgent("hello")!;
        Assert.That(((string?)row["litellm_params"]!["api_key"], (string?)row["agent_card_params"]!["description"]), Is.EqualTo(("t-one", "uses t-one")));

        world.ForgetJournals();
        world.Apply(Objects.Secret("agent", "token", "t-two"));
        world.Minutes(5);
        Assert.That(((string?)world.LiteLLM.FindAgent("hello")!["litellm_params"]!["api_key"], world.LiteLLM.Journal.Writes), Is.EqualTo(("t-two", 1)));
    }

    [TestCase("""{"endpoint":"http://a","agentCard":{"description":"{{NOPE}}"}}""", "spec.agentCard")]
    [TestCase("""{"endpoint":"http://a","agentCard":{"description":"{{NOPE}}"},"params":{"static_headers":{"h":"{{NONE}}"}}}""", "spec.params")]
    public void A_placeholder_without_a_Secret_is_named_with_its_bag(string spec, string bag)
    {
        using var world = Running(out var agents, spec);

        Assert.That(agents.Ready("hello"), Is.EqualTo("False/SecretNotFound"));
        Assert.That(agents.Message("hello"), Does.StartWith(bag));
        Assert.That(world.LiteLLM.Agents, Is.Empty);
    }

    [Test]
    public void An_ignored_field_may_be_edited_by_hand_and_survives_every_later_write()
    {
        using var world = Running(out var agents, """{"endpoint":"http://agent","agentCard":{"description":"d"},"ignoreFields":["agent_card_params.description"]}""");
        world.LiteLLM.EditAgentByHand((string)agents.Recorded("hello", "agentID")!, Json("""{"agent_card_params":{"description":"by hand"}}"""));
        world.Minutes(2);
        agents.Apply("hello", """{"endpoint":"http://other","agentCard":{"description":"d"},"ignoreFields":["agent_card_params.description"]}""");
        world.Minutes(2);

        Assert.That(world.LiteLLM.FindAgent("hello")!["agent_card_params"]!.ToJsonString(), Does.Contain("by hand").And.Contain("http://other"));
        Assert.That((agents.Ready("hello"), world.LiteLLM.Journal.Writes), Is.EqualTo(("True/Synced", 2)));
    }

    [TestCase("litellm_params.api_key")]
    [TestCase("litellm_params")]
    [TestCase("agent_name")]
    public void What_newer_versions_redact_or_says_which_agent_it_is_cannot_be_ignored(string path)
    {
        using var world = Running(out var agents, $$$"""{"endpoint":"http://agent","agentCard":{},"ignoreFields":["{{{path}}}"]}""");

        Assert.That(agents.Ready("hello"), Is.EqualTo("False/InvalidConfig"));
    }

    [Test]
    public void Report_suspend_and_observe_leave_LiteLLM_alone()
    {
        using var world = Running(out var agents, """{"endpoint":"http://agent","agentCard":{},"driftPolicy":"Report"}""");
        world.LiteLLM.EditAgentByHand((string)agents.Recorded("hello", "agentID")!, Json("""{"agent_card_params":{"url":"http://hand"}}"""));
        agents.Apply("asleep", """{"endpoint":"http://agent","agentCard":{},"suspend":true}""");
        agents.Apply("watching", """{"endpoint":"http://agent","agentCard":{},"managementPolicy":"Observe"}""");
        world.ForgetJournals();
        world.Minutes(5);

        Assert.That((agents.Ready("hello"), agents.Ready("watching")), Is.EqualTo(("False/DriftDetected", "False/RemoteAbsent")));
        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
    }

    [TestCase("Orphan", 0, true)]
    [TestCase("Delete", 0, true)]
    [TestCase("Orphan", 401, true)]
    [TestCase("Delete", 401, false)]
    [TestCase("Orphan", 403, true)]
    [TestCase("Delete", 403, false)]
    public void Deletion_under_both_policies(string policy, int status, bool gone)
    {
        using var world = Running(out var agents, $$$"""{"endpoint":"http://agent","agentCard":{},"deletionPolicy":"{{{policy}}}"}""");
        if (status != 0)
        {
            world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(status)) { On = "DELETE /v1/agents/{id}" });
        }

        agents.Delete("hello");
        world.Minutes(2);
        Assert.That((agents.Get("hello") is null, world.LiteLLM.Agents.Count), Is.EqualTo((gone, status == 0 ? 0 : 1)));
    }

    [TestCase("Orphan", true)]
    [TestCase("Delete", false)]
    public void L62_While_LiteLLM_is_down_Orphan_waits_its_grace_and_Delete_for_LiteLLM(string policy, bool gone)
    {
        using var world = Running(out var agents, $$$"""{"endpoint":"http://agent","agentCard":{},"deletionPolicy":"{{{policy}}}"}""");
        world.LiteLLM.Faults.Down();
        agents.Delete("hello");
        world.Seconds(25);
        Assert.That(agents.Get("hello"), Is.Not.Null);
        world.Minutes(2);
        Assert.That(agents.Get("hello") is null, Is.EqualTo(gone));

        world.LiteLLM.Faults.Up();
        world.Minutes(2);
        Assert.That(agents.Get("hello"), Is.Null);
    }

    [TestCase("Orphan")]
    [TestCase("Delete")]
    public void L60_A_wiped_LiteLLM_lets_the_object_go(string policy)
    {
        using var world = Running(out var agents, $$$"""{"endpoint":"http://agent","agentCard":{},"deletionPolicy":"{{{policy}}}"}""");
        world.LiteLLM.Wipe();
        agents.Delete("hello");
        world.Seconds(20);

        Assert.That(agents.Get("hello"), Is.Null);
    }

    [Test]
    public void DEL2_An_object_that_was_refused_its_entry_leaves_it()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.CreateAgentByHand(Json("""{"agent_name":"hello","agent_card_params":{"url":"http://hand"}}"""));
        var agents = KindView.Agents(world);
        agents.Apply("hello", """{"endpoint":"http://agent","agentCard":{},"adoptionPolicy":"Never","deletionPolicy":"Delete"}""");
        world.Started();
        agents.Delete("hello");
        world.Minutes(1);

        Assert.That((agents.Get("hello") is null, world.LiteLLM.Agents.Count), Is.EqualTo((true, 1)));
    }

    [Test]
    public void Two_namespaces_that_claim_one_name_do_not_share_the_entry()
    {
        using var world = new OperatorWorld(new() { Namespaces = [] });
        world.Apply(Objects.Secret("litellm", "master-key", "sk-1234", "zone-b"));
        world.Apply(Objects.Connection(ns: "zone-b"));
        var agents = KindView.Agents(world);
        agents.Apply("hello", Spec);
        world.Started();
        agents.Apply("hello", Spec, "zone-b");
        world.Minutes(3);
        Assert.That((agents.Ready("hello"), agents.Ready("hello", "zone-b")), Is.EqualTo(("True/Synced", "False/Conflict")));

        agents.Delete("hello", "zone-b");
        world.Minutes(1);
        Assert.That((agents.Ready("hello"), world.LiteLLM.Agents.Count), Is.EqualTo(("True/Synced", 1)));
    }

    [Test]
    public void Processes_of_LiteLLM_that_lag_make_no_write()
    {
        using var world = new OperatorWorld(new() { LiteLLM = new() { Replicas = 2 } });
        var agents = KindView.Agents(world);
        foreach (var index in Enumerable.Range(0, 4))
        {
            agents.Apply($"a{index}", Spec);
        }

        world.Started();
        agents.Apply("a0", """{"endpoint":"http://other","agentCard":{"name":"Other"}}""");
        world.Minutes(10);

        Assert.That(Enumerable.Range(0, 4).Select(index => agents.Ready($"a{index}")), Is.All.EqualTo("True/Synced"));
        Assert.That((world.LiteLLM.Agents.Count, world.LiteLLM.Journal.Writes), Is.EqualTo((4, 5)));
    }

    [Test]
    public void Steady_state_writes_nothing()
    {
        using var world = Running(out _);
        world.ForgetJournals();
        world.Minutes(30);

        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
        Assert.That(world.Kubernetes.Journal.Records.Where(record => record.Request.IsWrite).Select(record => record.Request.Path), Is.Empty);
    }

    private static OperatorWorld Running(out KindView agents, string spec = Spec, string version = "1.81.13")
    {
        var world = new OperatorWorld(new() { LiteLLM = new() { Version = version } });
        agents = KindView.Agents(world);
        agents.Apply("hello", spec);
        return world.Started();
    }

    private static string Sorted(JsonNode? node)
    {
        return Alitellm.Operator.Remote.Content.CanonicalJson.Write(node);
    }

    private static JsonObject Json(string text)
    {
        return JsonNode.Parse(text)!.AsObject();
    }
}
