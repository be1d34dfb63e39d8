using Alitellm.Api.Common;
using Alitellm.Api.Connections;
using Alitellm.Api.Models;
using Alitellm.Operator.Remote.Policies;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Policies;

public sealed class EffectivePoliciesTests
{
    [Test]
    public void Without_any_setting_an_object_applies_adopts_and_corrects()
    {
        var policies = EffectivePolicies.Of(new ModelSpec(), null);

        Assert.That(
            (policies.Suspend, policies.Management, policies.Adoption, policies.Drift),
            Is.EqualTo((false, ManagementPolicy.Apply, AdoptionPolicy.Always, DriftPolicy.Correct)));
        Assert.That(policies.IgnoreFields, Is.Empty);
    }

    [Test]
    public void The_Connection_fills_in_what_the_object_leaves_unset()
    {
        var policies = EffectivePolicies.Of(
            new ModelSpec { DriftPolicy = DriftPolicy.Correct },
            new()
            {
                Suspend = true,
                ManagementPolicy = ManagementPolicy.Observe,
                AdoptionPolicy = AdoptionPolicy.Never,
                DriftPolicy = DriftPolicy.Report,
                IgnoreFields = ["a"],
            });

        Assert.That(
            (policies.Suspend, policies.Management, policies.Adoption, policies.Drift),
            Is.EqualTo((true, ManagementPolicy.Observe, AdoptionPolicy.Never, DriftPolicy.Correct)));
        Assert.That(policies.IgnoreFields, Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void The_objects_own_settings_win_even_when_they_are_false_or_empty()
    {
        var policies = EffectivePolicies.Of(
            new ModelSpec { Suspend = false, IgnoreFields = [], AdoptionPolicy = AdoptionPolicy.IfIdentical, ManagementPolicy = ManagementPolicy.Apply },
            new ConnectionDefaults { Suspend = true, IgnoreFields = ["a"], AdoptionPolicy = AdoptionPolicy.Never, ManagementPolicy = ManagementPolicy.Observe });

        Assert.That(
            (policies.Suspend, policies.Management, policies.Adoption),
            Is.EqualTo((false, ManagementPolicy.Apply, AdoptionPolicy.IfIdentical)));
        Assert.That(policies.IgnoreFields, Is.Empty);
    }
}
