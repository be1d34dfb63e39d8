using Alitellm.Testing.LiteLLM;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.Teams.Teams;

namespace Alitellm.Operator.Tests.World.Teams;

/// <summary>Secret values in a team's params go to LiteLLM and nowhere else, whatever happens.</summary>
public sealed class TeamCanaryTests
{
    private const string Canary = "canary:team/value=42+x";

    private static IEnumerable<TestCaseData> Paths()
    {
        yield return Case("nothing special", _ => { });
        yield return Fault("rejected with the body echoed", LiteLLMFaultEffect.Status(422, $$"""{"detail":"bad {{Canary}}"}"""));
        yield return Fault("a server error that echoes", LiteLLMFaultEffect.Status(500, $$$"""{"error":{"message":"{{{Canary}}}","type":"{{{Canary}}}","code":"{{{Canary}}}" } }"""));
        yield return Fault("answers lost", LiteLLMFaultEffect.LostAnswer);
        yield return Fault("answers cut", LiteLLMFaultEffect.Truncated());
        yield return Case("drift of a field that holds a secret", world => world.LiteLLM.EditTeamByHand("ops", Json($$"""{"metadata":{"hook":"{{Canary}}-edited"} }""")));
        yield return Case("the secret is rotated under Observe", world =>
        {
            world.Apply(Team("ops", Spec(2).Replace("{\"params\"", "{\"managementPolicy\":\"Observe\",\"params\"", StringComparison.Ordinal)));
            world.Apply(Objects.Secret("provider", "key", "canary-another"));
        });
        yield return Case("the Secret is gone", world => world.Delete("secrets", "provider"));
        yield return Case("no longer declared under Observe", world => world.Apply(Team("ops", """{"managementPolicy":"Observe"}""")));
        yield return Case("refused adoption", world =>
        {
            world.LiteLLM.CreateTeamByHand(Json($$"""{"team_alias":"three","metadata":{"hook":"{{Canary}}-other"} }"""));
            world.Apply(Team("three", Spec(1).Replace("{\"params\"", "{\"adoptionPolicy\":\"IfIdentical\",\"params\"", StringComparison.Ordinal)));
        });
    }

    [TestCaseSource(nameof(Paths))]
    public void No_secret_value_leaves_the_way_to_LiteLLM(Delegate happen)
    {
        using var world = WorldOf();
        world.Apply(Objects.Secret("provider", "key", Canary));
        world.Apply(Team("ops", Spec(1)));
        world.Started();
        Assert.That((string?)world.Stored().Metadata["hook"], Does.Contain(Canary));

        ((Action<OperatorWorld>)happen)(world);
        world.Apply(Team("two", Spec(3)));
        world.Minutes(6);
        world.LiteLLM.Faults.Clear();
        world.DeleteTeam("two");
        world.Minutes(6);

        var everything = world.Operator.Log.Lines.Concat(world.Operator.Log.Changes)
            .Concat(world.Operator.Metrics.Labels)
            .Concat(world.Kubernetes.List(Resource).Select(item => item.ToJsonString()))
            .Concat(world.Kubernetes.List("events.events.k8s.io").Select(item => item.ToJsonString()))
            .ToList();
        Assert.That(everything.Where(text => text.Contains("canary", StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    private static TestCaseData Case(string name, Action<OperatorWorld> happen)
    {
        return new TestCaseData(happen).SetArgDisplayNames(name);
    }

    private static TestCaseData Fault(string name, LiteLLMFaultEffect effect)
    {
        return Case(name, world =>
        {
            world.LiteLLM.Faults.Add(new LiteLLMFault(effect));
            world.Apply(Team("ops", Spec(2)));
        });
    }

    private static string Spec(int value)
    {
        return $$$"""{"params":{"metadata":{"hook":"https://x/{{KEY}}"},"router_settings":{"token":"{{KEY}}"},"soft_budget":{{{value}}}},"secrets":[{"as":"KEY","secretRef":{"name":"provider","key":"key"} }]}""";
    }
}
