using Alitellm.Api.Common;
using Alitellm.Api.Models;
using Alitellm.Operator.Remote.Policies;
using k8s.Models;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Policies;

public sealed class DeletionPoliciesTests
{
    private const DeletionPolicySource _default = DeletionPolicySource.Default;
    private const DeletionPolicySource _spec = DeletionPolicySource.Spec;
    private const DeletionPolicySource _override = DeletionPolicySource.Override;

    [TestCase(null, null, DeletionPolicy.Orphan, _default, null)]
    [TestCase(DeletionPolicy.Delete, null, DeletionPolicy.Delete, _spec, null)]
    [TestCase(DeletionPolicy.Orphan, null, DeletionPolicy.Orphan, _spec, null)]
    [TestCase(DeletionPolicy.Delete, "Orphan", DeletionPolicy.Orphan, _override, null)]
    [TestCase(DeletionPolicy.Orphan, "Delete", DeletionPolicy.Delete, _override, null)]
    [TestCase(null, "Delete", DeletionPolicy.Delete, _override, null)]
    [TestCase(DeletionPolicy.Delete, "orphan", DeletionPolicy.Delete, _spec, "orphan")]
    [TestCase(DeletionPolicy.Delete, " Orphan", DeletionPolicy.Delete, _spec, " Orphan")]
    [TestCase(null, "", DeletionPolicy.Orphan, _default, "")]
    [TestCase(null, "1", DeletionPolicy.Orphan, _default, "1")]
    public void The_override_wins_then_the_spec_then_Orphan(
        object? declared, string? annotation, object policy, object source, string? unknown)
    {
        var verdict = DeletionPolicies.Resolve(Model((DeletionPolicy?)declared, annotation));

        Assert.That(verdict, Is.EqualTo(new DeletionPolicyVerdict((DeletionPolicy)policy, (DeletionPolicySource)source, unknown)));
    }

    [TestCase("LiteLLMModelDiscovery")]
    [TestCase("LiteLLMMCPServerDiscovery")]
    public void A_child_of_a_discovery_is_always_Orphan(string kind)
    {
        var verdict = DeletionPolicies.Resolve(Model(DeletionPolicy.Delete, "Delete", Owner(kind)));

        Assert.That(verdict, Is.EqualTo(new DeletionPolicyVerdict(DeletionPolicy.Orphan, DeletionPolicySource.DiscoveryChild, null)));
    }

    [Test]
    public void An_unknown_override_is_reported_for_a_child_too()
    {
        Assert.That(DeletionPolicies.Resolve(Model(null, "Keep", Owner("LiteLLMModelDiscovery"))).UnknownOverride, Is.EqualTo("Keep"));
    }

    [TestCase("LiteLLMModelDiscovery", false, "litellm.ackstorm.ai/v1alpha1")]
    [TestCase("LiteLLMModelDiscovery", null, "litellm.ackstorm.ai/v1alpha1")]
    [TestCase("LiteLLMModelDiscovery", true, "example.org/v1")]
    [TestCase("LiteLLMModel", true, "litellm.ackstorm.ai/v1alpha1")]
    [TestCase("Deployment", true, "apps/v1")]
    public void Another_owner_does_not_decide(string kind, bool? controller, string apiVersion)
    {
        var owner = Owner(kind);
        owner.Controller = controller;
        owner.ApiVersion = apiVersion;

        Assert.That(DeletionPolicies.Resolve(Model(DeletionPolicy.Delete, null, owner)).Policy, Is.EqualTo(DeletionPolicy.Delete));
    }

    [Test]
    public void A_discovery_is_found_among_several_owners()
    {
        var verdict = DeletionPolicies.Resolve(Model(DeletionPolicy.Delete, null, new() { Kind = "ConfigMap", ApiVersion = "v1" }, Owner("LiteLLMModelDiscovery")));

        Assert.That(verdict.Source, Is.EqualTo(DeletionPolicySource.DiscoveryChild));
    }

    private static V1OwnerReference Owner(string kind)
    {
        return new() { Kind = kind, Controller = true, ApiVersion = "litellm.ackstorm.ai/v1alpha1", Name = "d", Uid = "u" };
    }

    private static LiteLLMModel Model(DeletionPolicy? declared, string? annotation, params V1OwnerReference[] owners)
    {
        return new()
        {
            Metadata = new()
            {
                Name = "m",
                NamespaceProperty = "n",
                OwnerReferences = owners.Length == 0 ? null : owners,
                Annotations = annotation is null
                    ? null
                    : new Dictionary<string, string> { ["litellm.ackstorm.ai/deletion-policy-override"] = annotation },
            },
            Spec = new() { DeletionPolicy = declared },
        };
    }
}
