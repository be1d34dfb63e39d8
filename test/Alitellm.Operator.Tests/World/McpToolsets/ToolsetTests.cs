using System.Text.Json.Nodes;
using Alitellm.Operator.Observability;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.McpToolsets;

public sealed class ToolsetTests
{
    private const string Version = "1.93.0";
    private const string Server = """{"endpoint":"http://exa","transport":"http"}""";
    private const string Spec = """{"description":"d","from":[{"server":"exa","tools":["find","read"]}]}""";
    private const string Delete = "DELETE /v1/mcp/toolset/{id}";

    [Test]
    public void A_toolset_becomes_one_entry_with_one_write_and_the_id_that_LiteLLM_minted_is_recorded()
    {
        using var world = Running(out var toolsets);

        var row = world.LiteLLM.FindToolset("search")!;
        Assert.That(toolsets.Ready("search"), Is.EqualTo("True/Synced"));
        Assert.That((string?)toolsets.Recorded("search", "toolsetID"), Is.EqualTo((string?)row["toolset_id"]));
        Assert.That(row["tools"]!.ToJsonString(), Is.EqualTo("""[{"server_id":"exa","tool_name":"find"},{"server_id":"exa","tool_name":"read"}]"""));
        world.Minutes(10);
        Assert.That(Writes(world), Is.EqualTo(1));
    }

    [TestCase("1.81.13")]
    [TestCase("1.92.9")]
    public void A_LiteLLM_without_toolsets_is_LiteLLMTooOld_and_is_not_asked_for_them_until_it_is_upgraded(string version)
    {
        using var world = new OperatorWorld(new() { LiteLLM = new() { Version = version } });
        var toolsets = KindView.Toolsets(world);
        toolsets.Apply("search", Spec);
        world.Started();
        Assert.That(toolsets.Ready("search"), Is.EqualTo("False/LiteLLMTooOld"));
        Assert.That(toolsets.Message("search"), Does.Contain("1.93.0").And.Contain(version));
        Assert.That(world.LiteLLM.Journal.CountOf("GET /v1/mcp/toolset"), Is.Zero);

        world.LiteLLM.SetVersion(Version);
        world.Minutes(12);
        Assert.That(toolsets.Ready("search"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void L31_Tools_keep_their_order_and_repeated_and_empty_ones_are_left_out()
    {
        using var world = Running(out _, """{"from":[{"server":"exa","tools":["z","a","","z"]},{"server":"other-uuid","tools":["a"]},{"server":"exa","tools":["a","b"]}]}""");

        Assert.That(Pairs(world), Is.EqualTo(["exa/z", "exa/a", "other-uuid/a", "exa/b"]));
    }

    [Test]
    public void A_server_is_named_by_its_object_even_when_its_id_is_another()
    {
        using var world = new OperatorWorld(new() { LiteLLM = new() { Version = Version } });
        var id = world.LiteLLM.CreateMcpServerByHand(Json("""{"server_name":"exa","transport":"http","url":"http://exa"}"""));
        KindView.McpServers(world).Apply("exa", Server);
        KindView.Toolsets(world).Apply("search", Spec);
        world.Started();

        Assert.That(Pairs(world), Is.EqualTo([$"{id}/find", $"{id}/read"]));
    }

    [Test]
    public void A_raw_id_and_a_server_that_nobody_knows_are_sent_as_they_stand()
    {
        using var world = Running(out var toolsets, """{"from":[{"server":"0b1e7a5e-1111-4222-8333-444455556666","tools":["find"]},{"server":"no.such","tools":["x"]}]}""");

        Assert.That(Pairs(world), Is.EqualTo(["0b1e7a5e-1111-4222-8333-444455556666/find", "no.such/x"]));
        Assert.That(toolsets.Ready("search"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_server_that_registers_later_or_under_another_id_rewrites_the_toolset()
    {
        using var world = new OperatorWorld(new() { LiteLLM = new() { Version = Version }, ConnectionSpec = """{"mcpToolPrefixSeparator":"."}""" });
        var (servers, toolsets) = (KindView.McpServers(world), KindView.Toolsets(world));
        toolsets.Apply("search", """{"from":[{"server":"foo.bar","tools":["find"]}]}""");
        world.Started();
        Assert.That(Pairs(world), Is.EqualTo(["foo.bar/find"]));

        servers.Apply("foo.bar", Server);
        world.Minutes(1);
        Assert.That(Pairs(world), Is.EqualTo(["foo-bar/find"]));

        servers.Delete("foo.bar");
        world.Minutes(1);
        Assert.That(Pairs(world), Is.EqualTo(["foo.bar/find"]));
        var id = world.LiteLLM.CreateMcpServerByHand(Json("""{"server_name":"foo-bar","transport":"http","url":"http://exa"}"""));
        world.Minutes(1);
        servers.Apply("foo.bar", Server);
        world.Minutes(2);
        Assert.That(Pairs(world), Is.EqualTo([$"{id}/find"]));
        Assert.That(toolsets.Ready("search"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void L26_Emptied_selections_and_a_removed_description_are_cleared_in_LiteLLM()
    {
        using var world = Running(out var toolsets);
        toolsets.Apply("search", """{"from":[]}""");
        world.Seconds(5);

        var sent = Json(world.LiteLLM.Journal.Calls.Last(call => call.Operation == "PUT /v1/mcp/toolset").Body!);
        Assert.That((sent["tools"]!.ToJsonString(), (string?)sent["description"]), Is.EqualTo(("[]", "")));
        var row = world.LiteLLM.FindToolset("search")!;
        Assert.That((row["tools"]!.AsArray().Count, (string?)row["description"]), Is.EqualTo((0, "")));
        world.Minutes(5);
        Assert.That((toolsets.Ready("search"), Writes(world)), Is.EqualTo(("True/Synced", 2)));
    }

    [TestCase("""{"description":"by hand"}""", "description")]
    [TestCase("""{"tools":[]}""", "tools")]
    public void A_hand_edit_is_undone_and_shown(string patch, string path)
    {
        using var world = Running(out var toolsets);
        var before = world.LiteLLM.FindToolset("search")!.ToJsonString();
        world.LiteLLM.EditToolsetByHand((string)toolsets.Recorded("search", "toolsetID")!, Json(patch));
        world.Seconds(75);

        Assert.That(world.LiteLLM.FindToolset("search")!.ToJsonString(), Is.EqualTo(before));
        Assert.That(toolsets.Drift("search"), Is.EqualTo([path]));
        Assert.That(world.Operator.Metrics.Sum(MetricNames.DriftCorrected, "update_drifted"), Is.EqualTo(1));
    }

    [Test]
    public void A_rename_by_hand_is_undone_by_the_recorded_id()
    {
        using var world = Running(out var toolsets);
        var id = (string)toolsets.Recorded("search", "toolsetID")!;
        world.LiteLLM.EditToolsetByHand(id, Json("""{"toolset_name":"renamed"}"""));
        world.Seconds(75);

        Assert.That((string?)world.LiteLLM.FindToolset("search")!["toolset_id"], Is.EqualTo(id));
        Assert.That(world.LiteLLM.Toolsets, Has.Count.EqualTo(1));
    }

    [Test]
    public void L04_A_hand_delete_leads_to_a_new_entry_whose_new_id_is_recorded()
    {
        using var world = Running(out var toolsets);
        var id = (string)toolsets.Recorded("search", "toolsetID")!;
        world.LiteLLM.DeleteToolsetByHand(id);
        world.Seconds(75);

        Assert.That((string?)toolsets.Recorded("search", "toolsetID"), Is.EqualTo((string?)world.LiteLLM.FindToolset("search")!["toolset_id"]).And.Not.EqualTo(id));
        Assert.That(toolsets.Ready("search"), Is.EqualTo("True/Synced"));
    }

    [TestCase("Always", "True/Synced", "d")]
    [TestCase("IfIdentical", "False/AdoptionRefused", "by hand")]
    [TestCase("Never", "False/AdoptionRefused", "by hand")]
    public void An_entry_of_the_name_is_met_with_the_adoption_policy(string policy, string ready, string description)
    {
        using var world = new OperatorWorld(new() { LiteLLM = new() { Version = Version } });
        var id = world.LiteLLM.CreateToolsetByHand(Json("""{"toolset_name":"search","description":"by hand"}"""));
        var toolsets = KindView.Toolsets(world);
        toolsets.Apply("search", $$"""{"description":"d","adoptionPolicy":"{{policy}}"}""");
        world.Started();

        Assert.That((toolsets.Ready("search"), (string?)world.LiteLLM.FindToolset("search")!["description"]), Is.EqualTo((ready, description)));
        Assert.That((string?)world.LiteLLM.FindToolset("search")!["toolset_id"], Is.EqualTo(id));
        Assert.That(world.LiteLLM.Journal.CountOf("POST /v1/mcp/toolset"), Is.Zero);
    }

    [Test]
    public void A_409_of_an_entry_made_since_the_last_list_is_adopted_at_the_next()
    {
        using var world = Running(out var toolsets);
        var id = world.LiteLLM.CreateToolsetByHand(Json("""{"toolset_name":"later","description":"by hand"}"""));
        toolsets.Apply("later", """{"description":"d"}""");
        world.Minutes(2);

        Assert.That((toolsets.Ready("later"), (string?)toolsets.Recorded("later", "toolsetID")), Is.EqualTo(("True/Synced", id)));
        Assert.That((string?)world.LiteLLM.FindToolset("later")!["description"], Is.EqualTo("d"));
    }

    [Test]
    public void A_lost_answer_to_the_create_makes_no_second_entry()
    {
        using var world = new OperatorWorld(new() { LiteLLM = new() { Version = Version } });
        world.LiteLLM.Faults.FailNext("POST /v1/mcp/toolset", LiteLLMFaultEffect.LostAnswer);
        var toolsets = KindView.Toolsets(world);
        toolsets.Apply("search", Spec);
        world.Started();

        Assert.That((toolsets.Ready("search"), world.LiteLLM.Toolsets.Count), Is.EqualTo(("True/Synced", 1)));
    }

    [Test]
    public void Report_suspend_and_observe_leave_LiteLLM_alone()
    {
        using var world = Running(out var toolsets, """{"description":"d","driftPolicy":"Report"}""");
        world.LiteLLM.EditToolsetByHand((string)toolsets.Recorded("search", "toolsetID")!, Json("""{"description":"by hand"}"""));
        toolsets.Apply("asleep", """{"suspend":true}""");
        toolsets.Apply("watching", """{"managementPolicy":"Observe"}""");
        world.ForgetJournals();
        world.Minutes(5);

        Assert.That((toolsets.Ready("search"), toolsets.Ready("watching")), Is.EqualTo(("False/DriftDetected", "False/RemoteAbsent")));
        Assert.That(OperatorWorld.Condition(toolsets.Get("asleep"), "Suspended"), Is.EqualTo("True/Suspended"));
        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
    }

    [Test]
    public void An_ignored_description_may_be_edited_by_hand_and_survives_a_later_write()
    {
        using var world = Running(out var toolsets, """{"description":"d","ignoreFields":["description"]}""");
        world.LiteLLM.EditToolsetByHand((string)toolsets.Recorded("search", "toolsetID")!, Json("""{"description":"by hand"}"""));
        world.Minutes(2);
        toolsets.Apply("search", """{"description":"d","ignoreFields":["description"],"from":[{"server":"x","tools":["y"]}]}""");
        world.Minutes(2);

        Assert.That(((string?)world.LiteLLM.FindToolset("search")!["description"], Pairs(world).Single()), Is.EqualTo(("by hand", "x/y")));
        Assert.That(toolsets.Ready("search"), Is.EqualTo("True/Synced"));
    }

    [TestCase("Orphan")]
    [TestCase("Delete")]
    public void L63_A_row_that_is_gone_answers_500_and_lets_the_object_go(string policy)
    {
        using var world = Running(out var toolsets, $$"""{"deletionPolicy":"{{policy}}"}""");
        world.LiteLLM.DeleteToolsetByHand((string)toolsets.Recorded("search", "toolsetID")!);
        toolsets.Delete("search");
        world.Seconds(10);

        Assert.That(toolsets.Get("search"), Is.Null);
        Assert.That(world.LiteLLM.Journal.Calls.Count(call => call is { Operation: Delete, Status: 500 }), Is.EqualTo(1));
    }

    [TestCase("Orphan")]
    [TestCase("Delete")]
    public void DEL4_A_failed_delete_with_a_failed_list_is_no_proof_of_absence(string policy)
    {
        using var world = Running(out var toolsets, $$"""{"deletionPolicy":"{{policy}}"}""");
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(500)) { On = "/v1/mcp/toolset*" });
        toolsets.Delete("search");
        world.Seconds(20);
        Assert.That(toolsets.Get("search"), Is.Not.Null);

        world.LiteLLM.Faults.Clear();
        world.Minutes(2);
        Assert.That((toolsets.Get("search") is null, world.LiteLLM.Toolsets.Count), Is.EqualTo((true, 0)));
    }

    [TestCase("Orphan", 401, true)]
    [TestCase("Orphan", 403, true)]
    [TestCase("Delete", 401, false)]
    [TestCase("Delete", 403, false)]
    public void A_delete_that_LiteLLM_does_not_do_drains_Orphan_and_holds_Delete(string policy, int status, bool gone)
    {
        using var world = Running(out var toolsets, $$"""{"deletionPolicy":"{{policy}}"}""");
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(status)) { On = Delete });
        toolsets.Delete("search");
        world.Minutes(2);

        Assert.That(toolsets.Get("search") is null, Is.EqualTo(gone));
        Assert.That(world.LiteLLM.Toolsets, Has.Count.EqualTo(1));
    }

    [TestCase("Orphan", true)]
    [TestCase("Delete", false)]
    public void While_LiteLLM_is_down_Orphan_waits_its_grace_and_Delete_for_LiteLLM(string policy, bool gone)
    {
        using var world = Running(out var toolsets, $$"""{"deletionPolicy":"{{policy}}"}""");
        world.LiteLLM.Faults.Down();
        toolsets.Delete("search");
        world.Seconds(25);
        Assert.That(toolsets.Get("search"), Is.Not.Null);
        world.Minutes(2);
        Assert.That(toolsets.Get("search") is null, Is.EqualTo(gone));
    }

    [TestCase("Orphan")]
    [TestCase("Delete")]
    public void A_wiped_LiteLLM_lets_the_object_go(string policy)
    {
        using var world = Running(out var toolsets, $$"""{"deletionPolicy":"{{policy}}"}""");
        world.LiteLLM.Wipe();
        toolsets.Delete("search");
        world.Seconds(20);

        Assert.That(toolsets.Get("search"), Is.Null);
    }

    [Test]
    public void DEL2_An_object_that_was_refused_its_entry_leaves_it()
    {
        using var world = new OperatorWorld(new() { LiteLLM = new() { Version = Version } });
        world.LiteLLM.CreateToolsetByHand(Json("""{"toolset_name":"search","description":"by hand"}"""));
        var toolsets = KindView.Toolsets(world);
        toolsets.Apply("search", """{"adoptionPolicy":"Never","deletionPolicy":"Delete"}""");
        world.Started();
        toolsets.Delete("search");
        world.Minutes(1);

        Assert.That((toolsets.Get("search") is null, world.LiteLLM.Toolsets.Count), Is.EqualTo((true, 1)));
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

    private static OperatorWorld Running(out KindView toolsets, string spec = Spec)
    {
        var world = new OperatorWorld(new() { LiteLLM = new() { Version = Version } });
        toolsets = KindView.Toolsets(world);
        KindView.McpServers(world).Apply("exa", Server);
        world.Start();
        world.Minutes(1);
        toolsets.Apply("search", spec);
        world.Minutes(1);
        return world;
    }

    private static int Writes(OperatorWorld world)
    {
        return world.LiteLLM.Journal.Calls.Count(call => call.IsWrite && call.Path.StartsWith("/v1/mcp/toolset", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Pairs(OperatorWorld world)
    {
        return world.LiteLLM.FindToolset("search")!["tools"]!.AsArray().Select(tool => $"{tool!["server_id"]}/{tool["tool_name"]}");
    }

    private static JsonObject Json(string text)
    {
        return JsonNode.Parse(text)!.AsObject();
    }
}
