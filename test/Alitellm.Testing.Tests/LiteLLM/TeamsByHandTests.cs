using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

internal sealed class TeamsByHandTests
{
    [Test]
    public void Hands_create_edit_and_delete_outside_the_journal()
    {
        using var proxy = new Proxy(new() { Version = "1.93.0" });
        var world = proxy.World;
        Assert.That(world.CreateTeamByHand(Json("""{"team_id":"a","models":["m"],"object_permission":{"agents":["x"]}}""")), Is.EqualTo("a"));
        world.EditTeamByHand("a", Json("""{"models":[]}"""));
        var group = world.CreateAccessGroupByHand(Json("""{"access_group_name":"g","access_model_names":["m"]}"""));
        world.EditAccessGroupByHand(group, Json("""{"access_model_names":[]}"""));

        Assert.That(world.FindTeam("a")!.List("models"), Is.Empty);
        Assert.That(world.FindAccessGroup("g")!.List("access_model_names"), Is.Empty);
        world.DeleteTeamByHand("a");
        world.DeleteAccessGroupByHand(group);
        Assert.That((world.Teams.Count, world.AccessGroups.Count), Is.EqualTo((0, 0)));
        Assert.That(world.Journal.Calls, Is.Empty);
    }

    [Test]
    public void Grants_can_change_without_a_sign_on_the_team_and_use_moves_it_without_an_edit()
    {
        using var proxy = new Proxy();
        proxy.World.CreateTeamByHand(Json("""{"team_id":"a","object_permission":{"agents":["x"]}}"""));
        var before = proxy.World.FindTeam("a")!.UpdatedAt;
        proxy.Time.Advance(TimeSpan.FromSeconds(1));

        proxy.World.EditGrantsByHand("a", Json("""{"agents":["y"]}"""));
        Assert.That((proxy.World.FindTeam("a")!.Grants("agents").Single(), proxy.World.FindTeam("a")!.UpdatedAt), Is.EqualTo(("y", before)));
        proxy.World.Spend("a", 1.5);
        Assert.That(proxy.World.FindTeam("a")!.UpdatedAt, Is.GreaterThan(before));
    }

    [Test]
    public void Hands_cannot_touch_what_is_not_there()
    {
        using var proxy = new Proxy();

        Assert.That(() => proxy.World.DeleteTeamByHand("a"), Throws.InstanceOf<KeyNotFoundException>());
        Assert.That(() => proxy.World.EditAccessGroupByHand("g", []), Throws.InstanceOf<KeyNotFoundException>());
        Assert.That(() => proxy.World.CreateTeamByHand(Json("""{"models":null}""")), Throws.ArgumentException);
    }

    [Test]
    public async Task Dumps_leave_minted_ids_out_and_a_wipe_takes_everything()
    {
        using var first = new Proxy(new() { Seed = 1, Version = "1.93.0" });
        using var second = new Proxy(new() { Seed = 2, Version = "1.93.0" });
        foreach (var proxy in new[] { first, second })
        {
            await proxy.Post("/team/new", """{"team_alias":"minted","object_permission":{"agents":["x"]},"team_member_budget":1}""");
            await proxy.Post("/v1/access_group", """{"access_group_name":"g"}""");
        }

        Assert.That(second.World.Dump().ToJsonString(), Is.EqualTo(first.World.Dump().ToJsonString()));
        Assert.That(first.World.Dump().ToJsonString(), Does.Contain("minted").And.Contain("access_group_name"));
        first.World.Wipe();
        Assert.That((first.World.Teams.Count, first.World.AccessGroups.Count), Is.EqualTo((0, 0)));
    }

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
