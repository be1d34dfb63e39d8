using Alitellm.Api.Common;
using Alitellm.Operator.Remote.Deleting;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Deleting;

public sealed class DeletionTableTests
{
    [Test]
    public void A_deletion_that_was_not_tried_yet_releases_nothing_however_long_ago_it_was_asked_for([Values] DeletionPolicy policy, [Values] bool graceOver)
    {
        Assert.That(DeletionTable.Decide(policy, DeletionOutcome.NotTried, graceOver), Is.EqualTo(DeletionStep.Retry));
    }

    [Test]
    public void An_orphaning_deletion_that_cannot_be_confirmed_is_tried_until_the_grace_is_over()
    {
        Assert.That(DeletionTable.Decide(DeletionPolicy.Orphan, DeletionOutcome.Unreachable, graceOver: false), Is.EqualTo(DeletionStep.Retry));
        Assert.That(DeletionTable.Decide(DeletionPolicy.Orphan, DeletionOutcome.Unreachable, graceOver: true), Is.EqualTo(DeletionStep.DrainOrphaned));
    }

    [Test]
    public void A_deletion_with_policy_Delete_is_blocked_until_it_is_confirmed([Values(DeletionOutcome.Unreachable, DeletionOutcome.Refused)] int outcome, [Values] bool graceOver)
    {
        Assert.That(DeletionTable.Decide(DeletionPolicy.Delete, (DeletionOutcome)outcome, graceOver), Is.EqualTo(DeletionStep.Block));
    }

    [Test]
    public void A_confirmed_deletion_always_releases_the_object([Values] DeletionPolicy policy, [Values] bool graceOver)
    {
        Assert.That(DeletionTable.Decide(policy, DeletionOutcome.Confirmed, graceOver), Is.EqualTo(DeletionStep.Drain));
    }
}
