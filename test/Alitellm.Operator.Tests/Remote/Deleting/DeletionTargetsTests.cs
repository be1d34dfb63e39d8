using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.Deleting;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Deleting;

public sealed class DeletionTargetsTests
{
    [Test]
    public void The_recorded_and_the_chosen_id_go_also_when_no_list_shows_them()
    {
        Assert.That(Of("recorded", "chosen"), Is.EqualTo(["chosen", "recorded"]));
    }

    [Test]
    public void Everything_of_our_name_that_carries_our_mark_goes()
    {
        Assert.That(Of("recorded", null, new("copy", "n", Ownership.Ours), new("recorded", "n", Ownership.Ours)), Is.EqualTo(["copy", "recorded"]));
    }

    [TestCase(Ownership.OtherInstance)]
    [TestCase(Ownership.OurInstanceOtherObject)]
    public void What_somebody_else_has_marked_stays_although_we_recorded_it(object ownership)
    {
        Assert.That(Of("recorded", null, new FakeEntry("recorded", "n", (Ownership)ownership)), Is.Empty);
    }

    [TestCase(Ownership.Unmarked)]
    [TestCase(Ownership.Stamped)]
    [TestCase(Ownership.AdoptableInstance)]
    [TestCase(Ownership.OtherInstance)]
    [TestCase(Ownership.OurInstanceOtherObject)]
    public void What_only_has_our_name_stays(object ownership)
    {
        Assert.That(Of(null, null, new FakeEntry("other", "n", (Ownership)ownership)), Is.Empty);
    }

    [Test]
    public void A_row_of_the_configuration_file_stays()
    {
        Assert.That(Of(null, null, new FakeEntry("file", "n", Ownership.Ours) { IsWritable = false }), Is.Empty);
    }

    [Test]
    public void An_id_that_is_a_name_goes_only_with_our_mark()
    {
        Assert.That(DeletionTargets.Of(FakeEntry.List(new FakeEntry("n", "n")), ["n"], new(null, "n"), naturalIds: true, entry => entry.Ownership), Is.Empty);
        Assert.That(DeletionTargets.Of(FakeEntry.List(new FakeEntry("n", "n", Ownership.Ours)), ["n"], new(null, "n"), naturalIds: true, entry => entry.Ownership), Is.EqualTo(["n"]));
    }

    private static IReadOnlyList<string> Of(string? recorded, string? chosen, params FakeEntry[] entries)
    {
        return DeletionTargets.Of(FakeEntry.List(entries), ["n"], new(recorded, chosen), naturalIds: false, entry => entry.Ownership);
    }
}
