using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.Deciding;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote;

public sealed class EntryBinderTests
{
    [Test]
    public void Nothing_there_means_absent_under_the_id_of_our_choice()
    {
        Assert.That(Bind(null, "chosen"), Is.EqualTo((Binding.Absent, "chosen")));
        Assert.That(Bind(null, null), Is.EqualTo((Binding.Absent, (string?)null)));
    }

    [Test]
    public void The_recorded_id_wins_over_the_chosen_one_and_over_the_name()
    {
        Assert.That(Bind("recorded", "chosen", new("named", "n", Ownership.Ours), new("chosen", "n", Ownership.Ours), new("recorded", "renamed", Ownership.Ours)), Is.EqualTo((Binding.Ours, "recorded")));
    }

    [Test]
    public void A_recorded_row_without_a_marker_is_ours()
    {
        Assert.That(Bind("recorded", "chosen", new FakeEntry("recorded", "n")), Is.EqualTo((Binding.Ours, "recorded")));
    }

    [TestCase(Ownership.OtherInstance, Binding.OwnedElsewhere)]
    [TestCase(Ownership.OurInstanceOtherObject, Binding.TakenBySibling)]
    public void A_recorded_row_that_somebody_else_has_marked_since_is_theirs(object ownership, object binding)
    {
        Assert.That(Bind("recorded", "chosen", new FakeEntry("recorded", "n", (Ownership)ownership)), Is.EqualTo(((Binding)binding, (string?)null)));
    }

    [TestCase(Ownership.Ours)]
    [TestCase(Ownership.Stamped)]
    [TestCase(Ownership.AdoptableInstance)]
    public void A_row_of_our_name_that_is_marked_or_stamped_keeps_its_id(object ownership)
    {
        Assert.That(Bind(null, "chosen", new FakeEntry("found", "n", (Ownership)ownership)), Is.EqualTo((Binding.Ours, "found")));
    }

    [Test]
    public void An_unmarked_row_of_our_name_is_up_to_the_adoption_policy()
    {
        Assert.That(Bind(null, "chosen", new FakeEntry("found", "n")), Is.EqualTo((Binding.Unmarked, "found")));
    }

    [Test]
    public void Once_something_was_written_an_unmarked_row_of_our_name_is_somebodys_pool_member()
    {
        Assert.That(Bind("recorded", "chosen", new FakeEntry("found", "n")), Is.EqualTo((Binding.Absent, "chosen")));
    }

    [Test]
    public void A_row_of_the_configuration_file_is_not_there_to_be_adopted()
    {
        Assert.That(Bind(null, "chosen", new FakeEntry("file", "n") { IsWritable = false }), Is.EqualTo((Binding.Absent, "chosen")));
    }

    [Test]
    public void Only_a_row_of_another_instance_means_owned_elsewhere()
    {
        Assert.That(Bind(null, "chosen", new FakeEntry("theirs", "n", Ownership.OtherInstance)), Is.EqualTo((Binding.OwnedElsewhere, (string?)null)));
    }

    [Test]
    public void Duplicates_are_only_what_carries_our_mark_or_stamp()
    {
        var snapshot = FakeEntry.List(
            new("chosen", "n", Ownership.Ours),
            new("copy", "n", Ownership.Ours),
            new("old", "n", Ownership.Stamped),
            new("hand", "n"),
            new("theirs", "n", Ownership.OtherInstance),
            new("sibling", "n", Ownership.OurInstanceOtherObject));

        var binding = EntryBinder.Bind(snapshot, ["n"], new("chosen", "chosen"), hasSiblings: true, entry => entry.Ownership);

        Assert.That(binding.Duplicates.Select(entry => entry.Id), Is.EquivalentTo(["copy", "old"]));
    }

    [Test]
    public void An_unmarked_row_under_an_id_we_would_choose_is_up_to_the_adoption_policy()
    {
        Assert.That(Bind(null, "n", new FakeEntry("n", "n")), Is.EqualTo((Binding.Unmarked, "n")));
    }

    [Test]
    public void Where_a_name_has_one_entry_an_unmarked_one_stands_in_for_the_lost_one()
    {
        Assert.That(Bind(hasSiblings: false, "recorded", "chosen", new FakeEntry("found", "n")), Is.EqualTo((Binding.Unmarked, "found")));
    }

    [Test]
    public void A_row_of_a_former_name_is_found_after_one_of_the_right_name()
    {
        Assert.That(Bind(null, null, new FakeEntry("old", "former", Ownership.Ours)), Is.EqualTo((Binding.Ours, "old")));
        Assert.That(Bind(null, null, new("old", "former", Ownership.Ours), new FakeEntry("right", "n", Ownership.Ours)), Is.EqualTo((Binding.Ours, "right")));
    }

    [Test]
    public void Another_member_of_the_pool_is_not_there_at_all()
    {
        Assert.That(Bind(null, null, new FakeEntry("member", "n", Ownership.Uninvolved)), Is.EqualTo((Binding.Absent, (string?)null)));
    }

    private static (Binding, string?) Bind(string? recorded, string? chosen, params FakeEntry[] entries)
    {
        return Bind(hasSiblings: true, recorded, chosen, entries);
    }

    private static (Binding, string?) Bind(bool hasSiblings, string? recorded, string? chosen, params FakeEntry[] entries)
    {
        var binding = EntryBinder.Bind(FakeEntry.List(entries), ["n", "former"], new(recorded, chosen), hasSiblings, entry => entry.Ownership);
        return (binding.Kind, binding.Id);
    }
}
