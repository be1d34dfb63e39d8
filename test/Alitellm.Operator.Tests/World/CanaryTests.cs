using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

/// <summary>Secret values go to LiteLLM and nowhere else, whatever happens.</summary>
public sealed class CanaryTests
{
    private const string MasterCanary = "sk-canary-master-0123456789";
    private const string ProviderCanary = "canary:provider/value=42+x";

    private static IEnumerable<TestCaseData> Paths()
    {
        yield return new TestCaseData((Action<OperatorWorld>)(_ => { })).SetArgDisplayNames("nothing special");
        yield return Faulty("rejected with the body echoed", LiteLLMFaultEffect.Status(422, $$"""{"detail":"bad {{ProviderCanary}} {{MasterCanary}}" }"""));
        yield return Faulty("a server error that echoes", LiteLLMFaultEffect.Status(500, $$$"""{"error":{"message":"{{{ProviderCanary}}}","type":"{{{MasterCanary}}}","code":"{{{MasterCanary}}}" } }"""));
        yield return Faulty("unauthorized", LiteLLMFaultEffect.Status(401, $$$"""{"error":{"message":"key {{{MasterCanary}}}","code":"401"}}"""));
        yield return Faulty("answers lost", LiteLLMFaultEffect.LostAnswer);
        yield return Faulty("answers cut", LiteLLMFaultEffect.Truncated());
        yield return Faulty("an error page", LiteLLMFaultEffect.HtmlPage());
        yield return Faulty("no answer", LiteLLMFaultEffect.Hang());
        yield return new TestCaseData((Action<OperatorWorld>)(world => world.LiteLLM.EditModelByHand(OperatorWorld.IdOf("gpt"), new() { ["litellm_params"] = new System.Text.Json.Nodes.JsonObject { ["headers"] = "other" } }))).SetArgDisplayNames("drift of a field that holds a secret");
        yield return new TestCaseData((Action<OperatorWorld>)(world => world.Delete("secrets", "provider"))).SetArgDisplayNames("the Secret is gone");
    }

    [TestCaseSource(nameof(Paths))]
    public void No_secret_value_leaves_the_way_to_LiteLLM(Delegate happen)
    {
        using var world = new OperatorWorld(new() { LiteLLM = new LiteLLMWorldOptions { MasterKey = MasterCanary } });
        world.Apply(Objects.Secret("provider", "key", ProviderCanary));
        world.Apply(Objects.Model("gpt", Spec(1)));
        world.Started();
        Assert.That((string?)world.Row("gpt")!.LitellmParams["headers"], Does.Contain(ProviderCanary));

        ((Action<OperatorWorld>)happen)(world);
        world.Apply(Objects.Model("gpt", Spec(2)));
        world.Apply(Objects.Model("two", Spec(3)));
        world.Minutes(4);
        world.LiteLLM.Faults.Clear();
        world.DeleteModel("two");
        world.Minutes(8);

        var everything = world.Operator.Log.Lines.Concat(world.Operator.Log.Changes)
            .Concat(world.Operator.Metrics.Labels)
            .Concat(world.Kubernetes.List("litellmmodels.litellm.ackstorm.ai").Select(item => item.ToJsonString()))
            .Concat(world.Kubernetes.List("litellmconnections.litellm.ackstorm.ai").Select(item => item.ToJsonString()))
            .Concat(world.Kubernetes.List("events.events.k8s.io").Select(item => item.ToJsonString()))
            .ToList();
        Assert.That(everything.Where(text => text.Contains("canary", StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    private static TestCaseData Faulty(string name, LiteLLMFaultEffect effect)
    {
        return new TestCaseData((Action<OperatorWorld>)(world => world.LiteLLM.Faults.Add(new LiteLLMFault(effect)))).SetArgDisplayNames(name);
    }

    private static string Spec(int value)
    {
        return $$$"""{"params":{"model":"openai/gpt-4o","headers":"x-{{KEY}}","api_key":"{{KEY}}","seed":{{{value}}} },"secrets":[{"as":"KEY","secretRef":{"name":"provider","key":"key"}}]}""";
    }
}
