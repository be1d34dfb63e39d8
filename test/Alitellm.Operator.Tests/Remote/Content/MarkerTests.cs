using System.Text.Json.Nodes;
using Alitellm.Operator.Remote.Content;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Content;

public sealed class MarkerTests
{
    private static readonly OwnerIdentity _self = new("here", new HashSet<string> { "old" }, "team-a/gpt", "uid-1");

    [Test]
    public void A_marker_reads_back_as_it_was_written()
    {
        var map = new JsonObject { ["owner"] = "me" };
        var written = _self.Mark("v2:abc");
        written.WriteTo(map);
        written.WriteTo(map);

        Assert.That(Marker.TryRead((JsonObject)JsonNode.Parse(map.ToJsonString())!, out var read));
        Assert.That(read, Is.EqualTo(new Marker(1, "here", "team-a/gpt", "uid-1", "v2:abc")));
        Assert.That((string?)map["owner"], Is.EqualTo("me"));
    }

    [Test]
    public void A_marker_without_a_hash_leaves_the_key_out()
    {
        Assert.That(_self.Mark(null).ToJson().ContainsKey("hash"), Is.False);
    }

    [TestCase("{}")]
    [TestCase("""{"alitellm_operator":null}""")]
    [TestCase("""{"alitellm_operator":"x"}""")]
    [TestCase("""{"alitellm_operator":"{"}""")]
    [TestCase("""{"alitellm_operator":"{\"instance\":\"i\",\"instance\":\"j\",\"object\":\"o\"}"}""")]
    [TestCase("""{"alitellm_operator":[]}""")]
    [TestCase("""{"alitellm_operator":{}}""")]
    [TestCase("""{"alitellm_operator":{"v":1,"instance":"i"}}""")]
    [TestCase("""{"alitellm_operator":{"v":1,"object":"n/o"}}""")]
    [TestCase("""{"alitellm_operator":{"v":1,"instance":"","object":"n/o"}}""")]
    [TestCase("""{"alitellm_operator":{"v":1,"instance":7,"object":"n/o"}}""")]
    public void Garbage_is_no_marker(string map)
    {
        Assert.That(Marker.TryRead((JsonObject)JsonNode.Parse(map)!, out var marker), Is.False);
        Assert.That(marker, Is.Null);
    }

    [Test]
    public void No_map_is_no_marker()
    {
        Assert.That(Marker.TryRead(null, out _), Is.False);
    }

    [TestCase("""{"v":"1","instance":"i","object":"n/o","uid":7,"hash":[]}""", 0)]
    [TestCase("""{"instance":"i","object":"n/o"}""", 0)]
    [TestCase("""{"v":1.5,"instance":"i","object":"n/o"}""", 0)]
    [TestCase("""{"v":2,"instance":"i","object":"n/o","new":{}}""", 2)]
    public void A_damaged_or_newer_marker_still_names_its_owner(string marker, int version)
    {
        Assert.That(Marker.TryRead(new JsonObject { [Marker.Key] = JsonNode.Parse(marker) }, out var read));
        Assert.That(read, Is.EqualTo(new Marker(version, "i", "n/o", "", null)));
    }

    [Test]
    public void A_marker_handed_back_as_text_is_read()
    {
        var map = new JsonObject { [Marker.Key] = _self.Mark("h").ToJson().ToJsonString() };

        Assert.That(Marker.TryRead(map, out var read));
        Assert.That(read, Is.EqualTo(_self.Mark("h")));
    }

    [TestCase(null, null, Ownership.Unmarked)]
    [TestCase(null, "default_user_id", Ownership.Unmarked)]
    [TestCase(null, "alitellm-operator", Ownership.Unmarked)]
    [TestCase(null, "my-alitellm-operator/1", Ownership.Unmarked)]
    [TestCase(null, "alitellm-operator/v0.9.1", Ownership.Stamped)]
    [TestCase("here team-a/gpt uid-1", null, Ownership.Ours)]
    [TestCase("here team-a/gpt uid-of-before-the-rebuild", null, Ownership.Ours)]
    [TestCase("here team-a/gpt uid-1", "alitellm-operator/v0.9.1", Ownership.Ours)]
    [TestCase("here team-b/gpt uid-1", null, Ownership.OurInstanceOtherObject)]
    [TestCase("HERE team-a/gpt uid-1", null, Ownership.OtherInstance)]
    [TestCase("old team-a/gpt uid-1", null, Ownership.AdoptableInstance)]
    [TestCase("old team-b/gpt uid-1", null, Ownership.AdoptableInstance)]
    [TestCase("there team-a/gpt uid-1", null, Ownership.OtherInstance)]
    [TestCase("there team-a/gpt uid-1", "alitellm-operator/v0.9.1", Ownership.OtherInstance)]
    public void The_marker_decides_and_without_one_the_stamp(string? marker, string? createdBy, object expected)
    {
        var parts = marker?.Split(' ');
        var read = parts is null ? null : new Marker(1, parts[0], parts[1], parts[2], null);

        Assert.That(Marker.OwnershipOf(read, createdBy, _self), Is.EqualTo(expected));
    }
}
