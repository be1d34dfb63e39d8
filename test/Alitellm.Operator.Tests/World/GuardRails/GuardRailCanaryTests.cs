using Alitellm.Testing.LiteLLM;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.GuardRails.GuardRails;

namespace Alitellm.Operator.Tests.World.GuardRails;

/// <summary>LiteLLM answers writes of guardrails with their secrets in clear; they must end there.</summary>
public sealed class GuardRailCanaryTests
{
    private const string Canary = "canary:guard/value=42+x";

    private static IEnumerable<TestCaseData> Paths()
    {
        yield return Of("nothing special", _ => { });
        yield return Faulty("rejected with the body echoed", LiteLLMFaultEffect.Status(422, $$"""{"detail":"bad {{Canary}}"}"""));
        yield return Faulty("a server error that echoes", LiteLLMFaultEffect.Status(500, $$$"""{"error":{"message":"{{{Canary}}}","type":"{{{Canary}}}","code":"500"}}"""));
        yield return Faulty("answers lost", LiteLLMFaultEffect.LostAnswer);
        yield return Faulty("answers cut", LiteLLMFaultEffect.Truncated());
        yield return Faulty("an error page", LiteLLMFaultEffect.HtmlPage());
        yield return Of("drift of a masked secret", world => Edit(world, """{"litellm_params":{"myapikey":"another-one"}}"""));
        yield return Of("drift of a secret that LiteLLM shows in clear", world => Edit(world, """{"litellm_params":{"headers":{"x":"other"}},"guardrail_info":{"note":"other"}}"""));
        yield return Of("a second member where names are unique", world => world.Apply(GuardRail("second", Spec(1))));
        yield return Of("the Secret is gone", world => world.Delete("secrets", "provider"));
    }

    [TestCaseSource(nameof(Paths))]
    public void No_secret_value_leaves_the_way_to_LiteLLM(Delegate happen)
    {
        using var world = new OperatorWorld(new() { Operator = options => options with { DangerouslyIncludeRejectedBody = true } });
        world.Apply(Objects.Secret("provider", "key", Canary));
        world.Apply(GuardRail("pii", Spec(1)));
        world.Started();
        Assert.That((string?)world.Row().LitellmParams["api_key"], Is.EqualTo(Canary));

        ((Action<OperatorWorld>)happen)(world);
        world.Minutes(2);
        world.Apply(GuardRail("pii", Spec(2)));
        world.Minutes(3);
        world.LiteLLM.Faults.Clear();
        world.Minutes(8);
        world.DeleteRail("pii");
        world.Minutes(2);

        var everything = world.Operator.Log.Lines.Concat(world.Operator.Log.Changes)
            .Concat(world.Operator.Metrics.Labels)
            .Concat(world.Kubernetes.List(Resource).Select(item => item.ToJsonString()))
            .Concat(world.Kubernetes.List("events.events.k8s.io").Select(item => item.ToJsonString()))
            .Concat(world.Kubernetes.Journal.Records.Select(record => record.Request.Path));
        Assert.That(everything.Where(text => text.Contains("canary", StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    private static TestCaseData Faulty(string name, LiteLLMFaultEffect effect)
    {
        return Of(name, world => world.LiteLLM.Faults.Add(new LiteLLMFault(effect) { On = "/guardrails*" }));
    }

    private static TestCaseData Of(string name, Action<OperatorWorld> happen)
    {
        return new TestCaseData(happen).SetArgDisplayNames(name);
    }

    private static void Edit(OperatorWorld world, string patch)
    {
        world.LiteLLM.EditGuardrailByHand(world.Row().Id, Json(patch));
    }

    private static string Spec(int value)
    {
        return $$$"""{"guardrailName":"pii","provider":"lakera_v2","mode":["pre_call"],"params":{"api_key":"{{KEY}}","myapikey":"{{KEY}}","headers":{"x":"v-{{KEY}}"},"seed":{{{value}}} },"info":{"note":"{{KEY}}"},"secrets":[{"as":"KEY","secretRef":{"name":"provider","key":"key"}}]}""";
    }
}
