using Alitellm.Kubernetes.Status;
using k8s.Models;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Status;

public sealed class ConditionListTests
{
    private static readonly DateTime Then = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private static readonly DateTime Now = Then.AddHours(1).AddMilliseconds(7);

    [Test]
    public void A_new_condition_gets_all_values_and_a_time_of_whole_seconds()
    {
        V1Condition ready = ConditionList.With(null, "Ready", true, "Synced", "all good", 3, Now).Single();

        Assert.That(ready.Type, Is.EqualTo("Ready"));
        Assert.That(ready.Status, Is.EqualTo("True"));
        Assert.That(ready.Reason, Is.EqualTo("Synced"));
        Assert.That(ready.Message, Is.EqualTo("all good"));
        Assert.That(ready.ObservedGeneration, Is.EqualTo(3));
        Assert.That(ready.LastTransitionTime, Is.EqualTo(Then.AddHours(1)));
    }

    [Test]
    public void The_transition_time_stays_while_the_status_stays()
    {
        IList<V1Condition> before = ConditionList.With(null, "Ready", false, "Rejected", "no", 1, Then);
        V1Condition ready = ConditionList.With(before, "Ready", false, "Unavailable", "away", 2, Now).Single();

        Assert.That(ready.LastTransitionTime, Is.EqualTo(Then));
        Assert.That((ready.Reason, ready.Message, ready.ObservedGeneration), Is.EqualTo(("Unavailable", "away", 2L)));
    }

    [Test]
    public void The_transition_time_moves_with_the_status([Values(true, false)] bool toTrue)
    {
        IList<V1Condition> before = ConditionList.With(null, "Ready", !toTrue, "A", "", 1, Then);

        Assert.That(ConditionList.With(before, "Ready", toTrue, "B", "", 1, Now).Single().LastTransitionTime, Is.EqualTo(Then.AddHours(1)));
    }

    [Test]
    public void No_status_is_Unknown()
    {
        Assert.That(ConditionList.With(null, "Ready", null, "A", "", 1, Now).Single().Status, Is.EqualTo("Unknown"));
    }

    [Test]
    public void The_given_list_and_its_conditions_are_left_alone()
    {
        IList<V1Condition> before = ConditionList.With(null, "Ready", false, "A", "", 1, Then);
        ConditionList.With(before, "Ready", true, "B", "", 2, Now);
        ConditionList.Without(before, "Ready");

        Assert.That(before, Has.Count.EqualTo(1));
        Assert.That(before[0].Status, Is.EqualTo("False"));
    }

    [Test]
    public void A_condition_keeps_its_place()
    {
        IList<V1Condition> list = ConditionList.With(null, "Ready", false, "A", "", 1, Then);
        list = ConditionList.With(list, "Stalled", true, "A", "", 1, Then);
        list = ConditionList.With(list, "Ready", true, "A", "", 1, Now);

        Assert.That(list.Select(condition => condition.Type), Is.EqualTo(new[] { "Ready", "Stalled" }));
    }

    [Test]
    public void Without_drops_one_type_only()
    {
        IList<V1Condition> list = ConditionList.With(null, "Ready", false, "A", "", 1, Then);
        list = ConditionList.With(list, "Stalled", true, "A", "", 1, Then);

        Assert.That(ConditionList.Without(list, "Stalled").Select(condition => condition.Type), Is.EqualTo(new[] { "Ready" }));
        Assert.That(ConditionList.Without(null, "Stalled"), Is.Empty);
    }

    [Test]
    public void Find_gives_the_condition_of_a_type_or_null()
    {
        IList<V1Condition> list = ConditionList.With(null, "Ready", false, "A", "", 1, Then);

        Assert.That(ConditionList.Find(list, "Ready"), Is.SameAs(list[0]));
        Assert.That(ConditionList.Find(list, "Stalled"), Is.Null);
        Assert.That(ConditionList.Find(null, "Ready"), Is.Null);
    }
}
