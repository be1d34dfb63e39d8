using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.Team;

public sealed class TeamRendererTests
{
    [TestCase("{}")]
    [TestCase("""{"permission":{}}""")]
    [TestCase("""{"permission":{"models":[],"agents":[],"mcpServers":[]},"accessGroups":[],"budget":{},"rateLimits":{}}""")]
    [TestCase("""{"params":{"models":[],"object_permission":{"agents":[]}}}""")]
    [TestCase("""{"params":{"models":null,"object_permission":null,"max_budget":null}}""")]
    public void T1_What_is_not_granted_is_denied_by_sentinels_and_empty_lists_and_every_limit_is_said(string spec)
    {
        var desired = Rendered.Desired(spec);

        Assert.That(desired.Fields.ToJsonString(), Is.EqualTo("""{"team_alias":"ops","max_budget":null,"budget_duration":null,"rpm_limit":null,"tpm_limit":null,"models":["no-default-models"],"access_group_ids":[]}"""));
        Assert.That(desired.Grants.ToJsonString(), Is.EqualTo("""{"mcp_servers":[],"mcp_access_groups":[],"agents":["00000000-0000-0000-0000-000000000000"],"agent_access_groups":[],"mcp_toolsets":[]}"""));
        Assert.That(desired.Metadata, Is.Empty);
    }

    [Test]
    public void Grants_by_name_become_ids_and_groups_stay_names_sorted_and_once()
    {
        var desired = Rendered.Desired("""
            {"accessGroups":["b","a"],
             "permission":{"models":["m2","m1"],"modelGroups":["tag","m1"],"mcpServers":["s2","s1","s1"],"mcpGroups":["mg"],"agents":["x"],"agentGroups":["ag",""],
              "mcpToolsets":["t"],"accessGroups":["c","a"]}}
            """);

        Assert.That(desired.Fields["models"]!.ToJsonString(), Is.EqualTo("""["m1","m2","tag"]"""));
        Assert.That(desired.Fields["access_group_ids"]!.ToJsonString(), Is.EqualTo("""["id-a","id-b","id-c"]"""));
        Assert.That(desired.Grants.ToJsonString(), Is.EqualTo("""{"mcp_servers":["id-s1","id-s2"],"mcp_access_groups":["mg"],"agents":["id-x"],"agent_access_groups":["ag"],"mcp_toolsets":["id-t"]}"""));
    }

    [Test]
    public void T14_A_limit_goes_with_its_only_valid_type_and_a_missing_one_without()
    {
        var desired = Rendered.Desired("""{"budget":{"limit":0,"period":"30d"},"rateLimits":{"rpm":0}}""");

        Assert.That(desired.Fields["max_budget"]!.ToJsonString(), Is.EqualTo("0"));
        Assert.That((string?)desired.Fields["budget_duration"], Is.EqualTo("30d"));
        Assert.That((string?)desired.Fields["rpm_limit_type"], Is.EqualTo("best_effort_throughput"));
        Assert.That(desired.Fields.ContainsKey("tpm_limit"), Is.True);
        Assert.That(desired.Fields.ContainsKey("tpm_limit_type"), Is.False);
    }

    [Test]
    public void Grants_and_limits_of_params_count_where_the_spec_leaves_them_unset()
    {
        var result = Rendered.Of("""
            {"permission":{"mcpServers":["s"]},"rateLimits":{"rpm":5},
             "params":{"models":["m"],"access_group_ids":["g"],"max_budget":7,"rpm_limit":9,"object_permission":{"agents":["uuid"],"mcp_servers":["other"],"vector_stores":["v"]}}}
            """);
        var desired = result.Desired!;

        Assert.That(desired.Fields["models"]!.ToJsonString(), Is.EqualTo("""["m"]"""));
        Assert.That(desired.Fields["access_group_ids"]!.ToJsonString(), Is.EqualTo("""["g"]"""));
        Assert.That((desired.Fields["max_budget"]!.ToJsonString(), desired.Fields["rpm_limit"]!.ToJsonString()), Is.EqualTo(("7", "5")));
        Assert.That(desired.Grants["agents"]!.ToJsonString(), Is.EqualTo("""["uuid"]"""));
        Assert.That(desired.Grants["mcp_servers"]!.ToJsonString(), Is.EqualTo("""["id-s"]"""));
        Assert.That(desired.Grants["vector_stores"]!.ToJsonString(), Is.EqualTo("""["v"]"""));
        Assert.That(result.Notices.Select(notice => notice.Text), Has.Exactly(1).Contain("spec.permission.mcpServers").And.Exactly(1).Contain("spec.rateLimits.rpm"));
    }

    [Test]
    public void Identity_members_and_types_of_limits_in_params_are_left_out_and_reported()
    {
        var result = Rendered.Of("""{"params":{"team_id":"x","team_alias":"y","members_with_roles":[],"rpm_limit_type":"guaranteed_throughput","metadata":{"alitellm_operator":{},"owner":"me"}}}""");

        Assert.That(result.Desired!.Fields.Select(field => field.Key), Does.Not.Contain("team_id").And.Not.Contain("members_with_roles").And.Not.Contain("rpm_limit_type"));
        Assert.That((string?)result.Desired.Fields["team_alias"], Is.EqualTo("ops"));
        Assert.That(result.Desired.Metadata.ToJsonString(), Is.EqualTo("""{"owner":"me"}"""));
        Assert.That(result.Notices.Select(notice => notice.Reason), Is.EqualTo(Enumerable.Repeat("ProjectionOverride", 5)));
    }

    [TestCase("""{"params":{"metadata":"text"}}""")]
    [TestCase("""{"params":{"object_permission":[]}}""")]
    [TestCase("""{"params":{"models":"m"}}""")]
    [TestCase("""{"params":{"object_permission":{"agents":[1]}}}""")]
    [TestCase("""{"params":{},"secrets":[{"as":"A","secretRef":{"name":"s","key":"k"}},{"as":"A","secretRef":{"name":"s","key":"l"}}]}""")]
    public void What_cannot_be_meant_is_InvalidConfig(string spec)
    {
        Assert.That(Rendered.Of(spec).FailureReason, Is.EqualTo(ConditionReasons.InvalidConfig));
    }

    [TestCase("""{"accessGroups":["g"]}""", "access_group_ids")]
    [TestCase("""{"permission":{"mcpToolsets":["t"]}}""", "mcp_toolsets")]
    [TestCase("""{"params":{"access_group_ids":["g"]}}""", "access_group_ids")]
    public void What_an_old_proxy_cannot_grant_is_LiteLLMTooOld(string spec, string field)
    {
        var result = Rendered.Of(spec, "1.92.4");

        Assert.That((result.FailureReason, result.FailureMessage), Is.EqualTo((ConditionReasons.LiteLLMTooOld, $"{field} of a team need LiteLLM 1.93.0 or newer, this is 1.92.4")));
        Assert.That(Rendered.Of(spec).Desired, Is.Not.Null);
        Assert.That(Rendered.Of("{}", "1.81.13").Desired, Is.Not.Null);
    }

    [Test]
    public void Placeholders_are_filled_in_and_the_hash_leaves_the_values_out()
    {
        const string Spec = """{"params":{"metadata":{"hook":"https://x/{{KEY}}"}},"secrets":[{"as":"KEY","secretRef":{"name":"s","key":"k"}},{"as":"IDLE","secretRef":{"name":"s","key":"k"}}]}""";
        var (one, two) = (Rendered.Desired(Spec, ("KEY", "one"), ("IDLE", "-")), Rendered.Desired(Spec, ("KEY", "two"), ("IDLE", "-")));

        Assert.That((string?)one.Metadata["hook"], Is.EqualTo("https://x/one"));
        Assert.That(one.Hash, Is.EqualTo(two.Hash));
        Assert.That(one.ToString(), Does.Not.Contain("one"));
        Assert.That(Rendered.Of(Spec, secrets: [("KEY", "one"), ("IDLE", "-")]).Notices.Single().Reason, Is.EqualTo("UnusedSecretRef"));
        Assert.That(Rendered.Of("""{"params":{"x":"{{NOPE}}"}}""").FailureReason, Is.EqualTo(ConditionReasons.SecretNotFound));
    }

    [Test]
    public void Numbers_keep_their_text()
    {
        Assert.That(Rendered.Desired("""{"params":{"metadata":{"big":12345678901234567890}}}""").Metadata.ToJsonString(), Does.Contain("12345678901234567890"));
    }

    [Test]
    public void An_order_is_no_change_and_another_id_is_one()
    {
        var one = Rendered.Desired("""{"permission":{"models":["a","b"]}}""");
        Assert.That(Rendered.Desired("""{"permission":{"models":["b","a","b"]}}""").Hash, Is.EqualTo(one.Hash));
        Assert.That(Rendered.Desired("""{"permission":{"models":["a"]}}""").Hash, Is.Not.EqualTo(one.Hash));
    }

    [Test]
    public void The_record_names_what_params_adds()
    {
        var desired = Rendered.Desired("""{"params":{"soft_budget":1,"models":["m"],"metadata":{"a.b":1},"object_permission":{"vector_stores":[],"agents":["x"]},"model_rpm_limit":{"m":1}}}""");

        Assert.That(desired.Declared, Is.EqualTo([@"metadata.a\.b", "model_rpm_limit", "object_permission.vector_stores", "soft_budget"]));
    }

    [Test]
    public void The_spec_itself_is_not_changed()
    {
        var spec = Rendered.Team("""{"params":{"metadata":{"x":"{{A}}"},"models":["m"]},"secrets":[{"as":"A","secretRef":{"name":"s","key":"k"}}]}""");
        Alitellm.Operator.Kinds.Team.TeamRenderer.Render(spec, new(Rendered.Connection("1.93.0"), new Dictionary<string, string> { ["A"] = "v" }));

        Assert.That(JsonNode.DeepEquals(spec.Spec.Params, JsonNode.Parse("""{"metadata":{"x":"{{A}}"},"models":["m"]}""")), Is.True);
    }
}
