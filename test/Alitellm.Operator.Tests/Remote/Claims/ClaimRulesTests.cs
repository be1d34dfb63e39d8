using Alitellm.Kubernetes;
using Alitellm.Operator.Remote.Claims;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Claims;

public sealed class ClaimRulesTests
{
    [TestCase("ns/foo-bar,ns/foo.bar", null, "ns/foo.bar", TestName = "Of_two_names_of_one_namespace_the_one_that_sorts_last_wins")]
    [TestCase("ns/foo-bar,ns/foo.bar", "ns/foo-bar", "ns/foo.bar", TestName = "The_mark_does_not_hold_an_entry_against_a_later_name_of_the_same_namespace")]
    [TestCase("a/x,b/x", null, "b/x", TestName = "Of_two_namespaces_the_one_that_sorts_last_wins")]
    [TestCase("a/x,b/x", "a/x", "a/x", TestName = "Between_namespaces_the_mark_holds_the_entry")]
    [TestCase("a/x,b/x", "c/x", "b/x", TestName = "A_mark_of_an_object_that_does_not_claim_holds_nothing")]
    public void Winner(string claimants, string? marked, string winner)
    {
        var result = ClaimRules.Winner([.. claimants.Split(',').Select(ObjectKey.Parse)], marked is null ? null : ObjectKey.Parse(marked));

        Assert.That(result.ToString(), Is.EqualTo(winner));
    }
}
