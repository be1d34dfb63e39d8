using System.Reflection;
using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.Tests;

public sealed class ApiKindsTests
{
    /// <summary>Clusters hold objects with these strings: they can never change.</summary>
    [TestCase("LiteLLMConnection", "litellmconnections", "llmconn", "litellm.ackstorm.ai/connection-cache-cleanup")]
    [TestCase("LiteLLMModel", "litellmmodels", "mdl", "models.litellm.ackstorm.ai/finalizer")]
    [TestCase("LiteLLMModelAlias", "litellmmodelaliases", "modelalias", "modelaliases.litellm.ackstorm.ai/finalizer")]
    [TestCase("LiteLLMModelDiscovery", "litellmmodeldiscoveries", "mdisc", "modeldiscoveries.litellm.ackstorm.ai/finalizer")]
    [TestCase("LiteLLMTeam", "litellmteams", "team", "teams.litellm.ackstorm.ai/finalizer")]
    [TestCase("LiteLLMGuardRail", "litellmguardrails", "lgr", "guardrails.litellm.ackstorm.ai/finalizer")]
    [TestCase("LiteLLMMCPServer", "litellmmcpservers", "mcpsrv", "mcpservers.litellm.ackstorm.ai/finalizer")]
    [TestCase("LiteLLMMCPServerDiscovery", "litellmmcpserverdiscoveries", "msdisc", "mcpserverdiscoveries.litellm.ackstorm.ai/finalizer")]
    [TestCase("LiteLLMMCPToolset", "litellmmcptoolsets", "mcpts", "mcptoolsets.litellm.ackstorm.ai/finalizer")]
    [TestCase("LiteLLMA2AAgent", "litellma2aagents", "a2a", "a2aagents.litellm.ackstorm.ai/finalizer")]
    [TestCase("LiteLLMAccessGroup", "litellmaccessgroups", "llag", "accessgroups.litellm.ackstorm.ai/finalizer")]
    public void Names_and_finalizers_are_the_reference_operators(string kind, string plural, string shortName, string finalizer)
    {
        var found = ApiKinds.All.Single(k => k.Kind == kind);

        Assert.That((found.Plural, found.ShortName, found.Finalizer), Is.EqualTo((plural, shortName, finalizer)));
        Assert.That((found.Group, found.Version, found.Scope, found.CrdName), Is.EqualTo(("litellm.ackstorm.ai", "v1alpha1", "Namespaced", plural + ".litellm.ackstorm.ai")));
    }

    [Test]
    public void The_registry_holds_every_marked_type_and_says_what_it_declares()
    {
        var types = typeof(ApiKinds).Assembly.GetTypes().Where(t => t.GetCustomAttribute<KubernetesKindAttribute>() is not null).ToList();

        Assert.That(types, Has.Count.EqualTo(11));
        Assert.That(ApiKinds.All.Select(k => k.Kind), Is.EquivalentTo(types.Select(t => t.Name)));
        foreach (var type in types)
        {
            var marked = type.GetCustomAttribute<KubernetesKindAttribute>()!;
            var kind = ApiKinds.All.Single(k => k.Kind == type.Name);
            Assert.That((marked.Kind, marked.Plural, marked.ShortName), Is.EqualTo((kind.Kind, kind.Plural, kind.ShortName)));
            Assert.That(kind.DeclaresEntry, Is.EqualTo(type.IsSubclassOf(typeof(RemoteResource))), kind.Kind);
        }
    }

    [Test]
    public void Finalizers_are_never_shared() => Assert.That(ApiKinds.All.Select(k => k.Finalizer), Is.Unique);
}
