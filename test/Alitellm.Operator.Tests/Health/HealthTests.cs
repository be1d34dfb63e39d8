using System.Reflection;
using System.Text.Json.Nodes;
using Alitellm.Api;
using Alitellm.Api.Common;
using Alitellm.Api.Models;
using Alitellm.Operator.Remote.Deciding;
using Alitellm.Operator.Remote.Reporting;
using Alitellm.Operator.Tests.World;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Health;

/// <summary>What those who only look at status conditions make of our objects, in the words of kstatus; Argo CD's script must agree.</summary>
public sealed class HealthTests
{
    private static readonly Dictionary<string, string> s_specs = new()
    {
        ["LiteLLMConnection"] = """{"endpoint":"http://litellm.default.svc:4000","masterKeySecretRef":{"name":"litellm","key":"master-key"}}""",
        ["LiteLLMModel"] = """{"params":{"model":"openai/gpt-4o"}}""",
        ["LiteLLMModelAlias"] = """{"aliases":[{"name":"fast","value":"gpt"}]}""",
        ["LiteLLMModelDiscovery"] = """{"type":"openai","credentialsSecretRef":{"name":"provider"},"refresh":{"interval":"1h"}}""",
        ["LiteLLMTeam"] = """{}""",
        ["LiteLLMGuardRail"] = """{"guardrailName":"pii","provider":"presidio","mode":["pre_call"]}""",
        ["LiteLLMMCPServer"] = """{"endpoint":"http://mcp.example","transport":"http"}""",
        ["LiteLLMMCPServerDiscovery"] = """{"type":"toolhive","prefix":"th","toolhive":{"namespaces":["tools"]},"refresh":{"interval":"1h"}}""",
        ["LiteLLMMCPToolset"] = """{"from":[{"server":"x","tools":["search"]}]}""",
        ["LiteLLMA2AAgent"] = """{"endpoint":"http://agent.example","agentCard":{"name":"Agent"}}""",
        ["LiteLLMAccessGroup"] = """{"models":["x"]}""",
    };

    /// <summary>The reasons that only a person can end.</summary>
    private static readonly string[] s_stalling =
    [
        ConditionReasons.InvalidConfig, ConditionReasons.InvalidMode, ConditionReasons.Conflict, ConditionReasons.OwnedElsewhere, ConditionReasons.AdoptionRefused, ConditionReasons.LiteLLMTooOld,
    ];

    [Test]
    public void A_fresh_object_of_every_kind_is_in_progress_until_the_operator_has_seen_it()
    {
        using var world = new OperatorWorld(new() { WithConnection = false });
        foreach (var kind in ApiKinds.All)
        {
            world.Apply(Objects.Of(kind.Kind, "fresh", "default", JsonNode.Parse(s_specs[kind.Kind])!.AsObject()));
        }

        AssertAll(world, ApiKinds.All, Kstatus.InProgress);
    }

    [Test]
    public void An_object_whose_Connection_is_missing_is_in_progress()
    {
        using var world = new OperatorWorld(new() { WithConnection = false });
        AssertAll(Reconciled(world), Declaring, Kstatus.InProgress);
    }

    [Test]
    public void An_object_that_LiteLLM_has_is_current_and_an_edited_one_is_not_until_LiteLLM_has_the_edit()
    {
        using var world = new OperatorWorld(MixedWorld.Options(1));
        world.Apply(Objects.Model("gpt"));
        world.Apply(Objects.Model("x"));
        foreach (var needed in (string[])["server", "x"])
        {
            world.Apply(Objects.Of("LiteLLMMCPServer", needed, "default", JsonNode.Parse(s_specs["LiteLLMMCPServer"])!.AsObject()));
        }

        Reconciled(world);
        AssertAll(world, [.. Declaring, ApiKinds.All[0]], Kstatus.Current);

        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(500, "{}")));
        world.Apply(Objects.Model("fresh", """{"params":{"model":"openai/gpt-4o","rpm":2}}"""));
        Assert.That(Kstatus.Of(world.Model("fresh")!), Is.EqualTo(Kstatus.InProgress), "before the operator saw it");
        world.Minutes(4);
        Assert.That(Kstatus.Of(world.Model("fresh")!), Is.EqualTo(Kstatus.InProgress), "while LiteLLM fails");
    }

    [Test]
    public void A_deleted_object_that_must_wait_is_terminating()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("fresh", """{"params":{"model":"openai/gpt-4o"},"deletionPolicy":"Delete"}"""));
        world.Started();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(500, "{}")));
        world.DeleteModel("fresh");
        world.Minutes(2);

        var found = world.Model("fresh")!;
        Assert.That((Kstatus.Of(found), ArgoHealth.Of([found])[0]), Is.EqualTo((Kstatus.Terminating, "Progressing")));
    }

    [Test]
    public void An_object_that_was_suspended_before_it_was_ever_written_is_not_current()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("fresh", """{"params":{"model":"openai/gpt-4o"},"suspend":true}"""));
        world.Started();

        var found = world.Model("fresh")!;
        Assert.That((Kstatus.Of(found), ArgoHealth.Of([found])[0]), Is.EqualTo((Kstatus.InProgress, "Suspended")));
    }

    [TestCaseSource(nameof(Reasons))]
    public void An_object_that_is_not_Ready_is_never_current_and_failed_only_when_a_person_must_act(string reason, bool unfinished)
    {
        var model = new LiteLLMModel { Metadata = new() { Name = "m", NamespaceProperty = "default", Generation = 3 } };
        StatusComposer.Compose(model.EnsureStatus(), model, Decision.Stay(reason, "why"), unfinished, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        var found = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(model, AlitellmJsonContext.Default.LiteLLMModel))!.AsObject();
        var expected = s_stalling.Contains(reason) && !unfinished ? Kstatus.Failed : Kstatus.InProgress;
        Assert.That(Kstatus.Of(found), Is.EqualTo(expected));
        Assert.That(ArgoHealth.Of([found])[0], Is.EqualTo(reason == ConditionReasons.Suspended ? "Suspended" : ArgoOf(expected)));
    }

    private static IReadOnlyList<ApiKind> Declaring => [.. ApiKinds.All.Where(kind => kind.DeclaresEntry)];

    private static IEnumerable<object[]> Reasons() => typeof(ConditionReasons).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral)
        .Select(field => (string)field.GetRawConstantValue()!)
        .Where(reason => reason is not (ConditionReasons.Synced or ConditionReasons.Observed))
        .SelectMany(reason => new object[][] { [reason, false], [reason, true] });

    private static OperatorWorld Reconciled(OperatorWorld world)
    {
        foreach (var kind in Declaring)
        {
            world.Apply(Objects.Of(kind.Kind, "fresh", "default", JsonNode.Parse(s_specs[kind.Kind])!.AsObject()));
        }

        return world.Started();
    }

    private static void AssertAll(OperatorWorld world, IReadOnlyList<ApiKind> kinds, string expected)
    {
        var objects = kinds.SelectMany(kind => world.Kubernetes.List(kind.CrdName)).ToList();
        var argo = ArgoHealth.Of(objects);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(objects.Select(found => (string)found["kind"]!), Is.SupersetOf(kinds.Select(kind => kind.Kind)));
            foreach (var (found, judged) in objects.Zip(argo))
            {
                Assert.That((Kstatus.Of(found), judged), Is.EqualTo((expected, ArgoOf(expected))), found.ToJsonString());
            }
        }
    }

    private static string ArgoOf(string kstatus) => kstatus switch
    {
        Kstatus.Current => "Healthy",
        Kstatus.Failed => "Degraded",
        _ => "Progressing",
    };
}
