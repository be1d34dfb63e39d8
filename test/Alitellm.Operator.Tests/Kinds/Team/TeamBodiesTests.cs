using System.Text.Json.Nodes;
using Alitellm.Api.Teams;
using Alitellm.Operator.Kinds.Team;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.Team;

public sealed class TeamBodiesTests
{
    private static readonly Marker s_marker = new(1, "me", "default/ops", "u", "h");

    [Test]
    public void T10_A_create_names_the_id_and_leaves_the_metadata_alone_without_a_marker()
    {
        var body = TeamBodies.Create(Rendered.Desired("{}"), "ops", hasToolsets: false, marker: null);

        Assert.That((string?)body["team_id"], Is.EqualTo("ops"));
        Assert.That(body.ContainsKey("metadata"), Is.False);
        Assert.That(body["object_permission"]!.AsObject().ContainsKey("mcp_toolsets"), Is.False);
        Assert.That(body.ContainsKey("tags"), Is.False, "T11");
    }

    [Test]
    public void T4_An_update_names_every_managed_field_limits_as_null_and_lists_as_empty()
    {
        var body = Update("{}");

        Assert.That(body.Select(field => field.Key), Is.EquivalentTo(["team_id", "team_alias", "max_budget", "budget_duration", "rpm_limit", "tpm_limit", "models", "access_group_ids", "object_permission"]));
        Assert.That(body["max_budget"], Is.Null);
        Assert.That(body["object_permission"]!.AsObject().Select(list => list.Value), Is.All.InstanceOf<JsonArray>());
    }

    [TestCase("{}", false)]
    [TestCase("""{"budget":{"limit":1},"permission":{"models":["m"]},"params":{"soft_budget":1,"model_aliases":{},"blocked":true}}""", false)]
    [TestCase("""{"rateLimits":{"rpm":1}}""", true)]
    [TestCase("""{"params":{"model_rpm_limit":{"m":1}}}""", true)]
    [TestCase("""{"params":{"team_member_budget":1}}""", true)]
    [TestCase("""{"params":{"metadata":{"a":1}}}""", true)]
    [TestCase("""{"params":{"something_newer":1}}""", true)]
    public void A_field_that_lives_in_the_metadata_goes_with_all_of_it(string spec, bool needed)
    {
        Assert.That(TeamBodies.NeedsMetadata(Rendered.Desired(spec), null), Is.EqualTo(needed));
    }

    [Test]
    public void Peoples_metadata_is_kept_and_ours_marked()
    {
        var body = Update("""{"params":{"metadata":{"owner":"ops"},"model_rpm_limit":{"m":1}}}""", """{"note":"of a human","owner":"x","team_member_budget_id":"b"}""", marker: s_marker);

        Assert.That(body["metadata"]!.AsObject().Select(entry => entry.Key), Is.EqualTo(["note", "owner", "team_member_budget_id", "alitellm_operator"]));
        Assert.That((string?)body["metadata"]!["owner"], Is.EqualTo("ops"));
        Assert.That(body["model_rpm_limit"]!.ToJsonString(), Is.EqualTo("""{"m":1}"""));
    }

    [Test]
    public void What_params_no_longer_declares_is_cleared_once()
    {
        var recorded = new TeamLastRendered { ParamsKeys = ["blocked", "metadata.owner", "model_aliases", "model_rpm_limit", "object_permission.mcp_tool_permissions", "object_permission.vector_stores", "soft_budget"] };
        Assert.That(TeamBodies.NeedsMetadata(Rendered.Desired("{}"), recorded), Is.True);

        var body = Update("{}", """{"owner":"x","model_rpm_limit":{"m":1},"note":"n"}""", recorded);

        Assert.That(body["metadata"]!.ToJsonString(), Is.EqualTo("""{"note":"n"}"""));
        Assert.That((body["blocked"]!.ToJsonString(), body["model_aliases"]!.ToJsonString()), Is.EqualTo(("false", "{}")));
        Assert.That((body.ContainsKey("soft_budget"), body["soft_budget"]), Is.EqualTo((true, (JsonNode?)null)));
        Assert.That(body["object_permission"]!["vector_stores"]!.ToJsonString(), Is.EqualTo("[]"));
        Assert.That(body["object_permission"]!["mcp_tool_permissions"]!.ToJsonString(), Is.EqualTo("{}"));
    }

    [Test]
    public void Ignored_fields_are_not_sent_where_the_update_merges_and_go_back_as_they_are_where_it_replaces()
    {
        var body = TeamBodies.Update(
            Rendered.Desired("""{"params":{"metadata":{"owner":"ops","other":"ops"}}}"""),
            "ops",
            hasToolsets: true,
            null,
            IgnorePaths.Parse(["models", "object_permission.agents", "metadata.owner"]),
            JsonNode.Parse("""{"owner":"theirs"}""")!.AsObject(),
            null);

        Assert.That(body.ContainsKey("models"), Is.False);
        Assert.That(body["object_permission"]!.AsObject().ContainsKey("agents"), Is.False);
        Assert.That(body["metadata"]!.ToJsonString(), Is.EqualTo("""{"owner":"theirs","other":"ops"}"""));
    }

    [Test]
    public void A_team_nobody_declares_any_more_loses_our_mark()
    {
        var body = TeamBodies.Update(TeamRenderer.Implicit("default"), "default", hasToolsets: true, null, IgnorePaths.None, Marked(), null);

        Assert.That(body["metadata"]!.ToJsonString(), Is.EqualTo("{}"));
    }

    private static JsonObject Marked()
    {
        var metadata = new JsonObject();
        s_marker.WriteTo(metadata);
        return metadata;
    }

    private static JsonObject Update(string spec, string? metadata = null, TeamLastRendered? recorded = null, Marker? marker = null)
    {
        return TeamBodies.Update(Rendered.Desired(spec), "ops", hasToolsets: true, recorded, IgnorePaths.None, metadata is null ? null : JsonNode.Parse(metadata)!.AsObject(), marker);
    }
}
