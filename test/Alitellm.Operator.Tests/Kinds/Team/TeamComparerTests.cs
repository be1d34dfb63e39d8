using System.Text.Json.Nodes;
using Alitellm.Api.Teams;
using Alitellm.Operator.Kinds.Team;
using Alitellm.Operator.Remote.Compare;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.Team;

public sealed class TeamComparerTests
{
    private const string Full = """
        {"accessGroups":["g"],"budget":{"limit":10,"period":"30d"},"rateLimits":{"rpm":5,"tpm":50},
         "permission":{"models":["a","b"],"mcpServers":["s"],"agents":["x"]},
         "params":{"metadata":{"owner":"ops"},"model_rpm_limit":{"m":1},"model_aliases":{"gpt":"m"},"soft_budget":3}}
        """;

    [TestCase("{}")]
    [TestCase(Full)]
    public void What_was_stored_is_equal(string spec)
    {
        var desired = Rendered.Desired(spec);

        Assert.That(Paths(desired, Rendered.Stored(desired)), Is.Empty);
    }

    [TestCase("""{"models":["b","a"]}""", TestName = "Another_order_of_models_is_equal")]
    [TestCase("""{"max_budget":10.0,"rpm_limit":5}""", TestName = "Numbers_compare_by_value")]
    [TestCase("""{"metadata":{"owner":"ops","model_rpm_limit":{"m":1},"team_member_budget_id":"b","note":"of a human"}}""", TestName = "Other_keys_of_the_metadata_belong_to_people")]
    [TestCase("""{"spend":12.5,"updated_at":"2026-02-01","members_with_roles":[1],"organization_id":"o"}""", TestName = "What_we_do_not_declare_is_not_compared")]
    public void Equal(string edit)
    {
        var desired = Rendered.Desired(Full);

        Assert.That(Paths(desired, Rendered.Stored(desired, body => Edit(body, edit))), Is.Empty);
    }

    [TestCase("""{"models":[]}""", "models")]
    [TestCase("""{"models":["a","b","c"]}""", "models")]
    [TestCase("""{"max_budget":null}""", "max_budget")]
    [TestCase("""{"rpm_limit":6}""", "rpm_limit")]
    [TestCase("""{"team_alias":"renamed"}""", "team_alias")]
    [TestCase("""{"access_group_ids":[]}""", "access_group_ids")]
    [TestCase("""{"soft_budget":4}""", "soft_budget")]
    [TestCase("""{"metadata":{"owner":"somebody"}}""", "metadata.owner")]
    [TestCase("""{"metadata":{},"model_rpm_limit":{"m":1}}""", "metadata.owner")]
    [TestCase("""{"model_rpm_limit":{"m":2}}""", "metadata.model_rpm_limit.m")]
    [TestCase("""{"object_permission":{"mcp_servers":["id-s","more"],"agents":["id-x"]}}""", "object_permission.mcp_servers")]
    [TestCase("""{"object_permission":{"mcp_servers":["id-s"],"agents":[]}}""", "object_permission.agents")]
    [TestCase("""{"object_permission":{"mcp_servers":["id-s"],"agents":["id-x"],"mcp_toolsets":["t"]}}""", "object_permission.mcp_toolsets")]
    public void Differing(string edit, string path)
    {
        var desired = Rendered.Desired(Full);

        Assert.That(Paths(desired, Rendered.Stored(desired, body => Edit(body, edit))), Is.EqualTo([path]));
    }

    [Test]
    public void T1_A_team_without_any_grants_written_is_open_to_all_agents_and_differs()
    {
        var desired = Rendered.Desired("{}");
        var bare = ObservedTeam.From(Rendered.Stored(desired).Row, [])!;

        Assert.That(Paths(desired, bare), Is.EqualTo(["object_permission.agents"]));
    }

    [Test]
    public void Grants_that_have_not_been_read_are_no_difference()
    {
        var desired = Rendered.Desired(Full);

        Assert.That(Paths(desired, ObservedTeam.From(Rendered.Stored(desired).Row, null)!), Is.Empty);
    }

    [Test]
    public void A_LiteLLM_without_access_groups_and_toolsets_is_equal_while_none_are_asked_for()
    {
        var desired = Rendered.Desired("{}");
        var stored = Rendered.Stored(desired);
        stored.Row.Remove("access_group_ids");
        stored.Grants!.Remove("mcp_toolsets");

        Assert.That(Paths(desired, stored), Is.Empty);
    }

    [Test]
    public void What_params_declared_once_differs_until_it_is_cleared_and_shows_no_value()
    {
        var recorded = new TeamLastRendered { ParamsKeys = ["blocked", "metadata.owner", "model_rpm_limit", "object_permission.vector_stores", "soft_budget"] };
        var stored = Rendered.Stored(Rendered.Desired("""{"params":{"blocked":true,"soft_budget":1,"metadata":{"owner":"x"},"model_rpm_limit":{"m":1},"object_permission":{"vector_stores":["v"]}}}"""));
        var differences = TeamComparer.Compare(Rendered.Desired("{}"), stored, recorded, IgnorePaths.None).Differences;

        Assert.That(differences.Select(difference => difference.Path), Is.EqualTo(recorded.ParamsKeys));
        Assert.That(differences.Select(difference => difference.Secret), Is.All.True);
        Assert.That(differences.Select(difference => difference.DesiredAbsent), Is.All.True);
    }

    [Test]
    public void A_value_with_a_secret_in_it_is_not_shown()
    {
        var desired = Rendered.Desired("""{"params":{"metadata":{"hook":"{{K}}"}},"secrets":[{"as":"K","secretRef":{"name":"s","key":"k"}}]}""", ("K", "v"));
        var difference = TeamComparer.Compare(desired, Rendered.Stored(desired, body => Edit(body, """{"metadata":{"hook":"old"}}""")), null, IgnorePaths.None).Differences.Single();

        Assert.That((difference.Path, difference.Secret), Is.EqualTo(("metadata.hook", true)));
    }

    [TestCase("models", """{"models":[]}""")]
    [TestCase("metadata.owner", """{"metadata":{"owner":"x","model_rpm_limit":{"m":1}}}""")]
    [TestCase("object_permission", """{"object_permission":{"agents":[]}}""")]
    public void An_ignored_field_is_not_compared(string path, string edit)
    {
        var desired = Rendered.Desired(Full);
        var comparison = TeamComparer.Compare(desired, Rendered.Stored(desired, body => Edit(body, edit)), null, IgnorePaths.Parse([path]));

        Assert.That(comparison.IsEqual, Is.True);
    }

    [Test]
    public void Use_moves_no_fingerprint_and_grants_do()
    {
        var stored = Rendered.Stored(Rendered.Desired(Full));
        var used = ObservedTeam.From(Edited(stored.Row, """{"spend":3,"updated_at":"x","members_with_roles":[]}"""), stored.Grants)!;

        Assert.That(used.Fingerprint, Is.EqualTo(stored.Fingerprint));
        Assert.That(ObservedTeam.From(stored.Row, null)!.Fingerprint, Is.Not.EqualTo(stored.Fingerprint));
        Assert.That(ObservedTeam.From(stored.Row, [])!.Fingerprint, Is.Not.EqualTo(stored.Fingerprint));
    }

    private static IEnumerable<string> Paths(TeamDesired desired, ObservedTeam observed)
    {
        return TeamComparer.Compare(desired, observed, null, IgnorePaths.None).Differences.Select(difference => difference.Path);
    }

    private static JsonObject Edited(JsonObject row, string edit)
    {
        var copy = row.DeepClone().AsObject();
        Edit(copy, edit);
        return copy;
    }

    private static void Edit(JsonObject body, string edit)
    {
        foreach (var (key, value) in JsonNode.Parse(edit)!.AsObject())
        {
            body[key] = value?.DeepClone();
        }
    }
}
