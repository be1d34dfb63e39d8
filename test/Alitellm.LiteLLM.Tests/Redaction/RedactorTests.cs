using System.Text;
using CsCheck;

namespace Alitellm.LiteLLM.Tests.Redaction;

public sealed class RedactorTests
{
    [TestCase("key sk-12345678 refused", "key [REDACTED] refused")]
    [TestCase("key sk-1234567 refused", "key sk-1234567 refused")]
    [TestCase("SK-ABCDEFGH", "[REDACTED]")]
    [TestCase("xai-abcdefgh1", "[REDACTED]")]
    [TestCase("claude-abcdefgh", "[REDACTED]")]
    [TestCase("gsk_abcdefgh", "[REDACTED]")]
    [TestCase("AKIAABCDEFGHIJKLMNOP", "[REDACTED]")]
    [TestCase("AIzaSyA1234567890123456789012345678901_-", "[REDACTED]")]
    [TestCase("hf_abcdefghijklmnopqrstuvwxyz1234", "[REDACTED]")]
    [TestCase("Bearer abcdefgh.ijk=", "[REDACTED]")]
    [TestCase("bearer of news", "bearer of news")]
    [TestCase("authorization: Bearer abc", "[REDACTED]")]
    [TestCase("Authorization: Basic dXNlcjpwdw== end", "[REDACTED] end")]
    [TestCase("""{"Authorization":"sk-x"}""", """{"[REDACTED]"}""")]
    [TestCase("nothing here", "nothing here")]
    [TestCase("a sk-aaaaaaaa b sk-bbbbbbbb c", "a [REDACTED] b [REDACTED] c")]
    public void Credentials_are_recognised_by_their_shape(string text, string redacted) =>
        Assert.That(Redactor.Redact(text), Is.EqualTo(redacted));

    [Test]
    public void Known_values_are_removed_whatever_their_shape() =>
        Assert.That(Redactor.Redact("user hunter2! logged in", ["hunter2!"]), Is.EqualTo("user [REDACTED] logged in"));

    [Test]
    public void A_known_value_that_contains_another_goes_as_a_whole() =>
        Assert.That(Redactor.Redact("<hunter2-and-more>", ["hunter2", "hunter2-and-more"]), Is.EqualTo("<[REDACTED]>"));

    [Test]
    public void Known_values_are_found_in_their_escaped_forms()
    {
        const string Secret = "a\"b/c d+";

        Assert.That(Redactor.Redact("""{"x":"a\u0022b/c d\u002B"}""", [Secret]), Does.Not.Contain("b/c"));
        Assert.That(Redactor.Redact("?x=a%22b%2Fc%20d%2B", [Secret]), Is.EqualTo("?x=[REDACTED]"));
    }

    [Test]
    public void Values_too_short_to_be_secrets_do_not_shred_the_text() =>
        Assert.That(Redactor.Redact("the answer", ["e", "", "an"]), Is.EqualTo("the answer"));

    [Test]
    public void No_known_value_is_left_in_any_text() =>
        Gen.Select(Gen.String, Gen.String[4, 40], Gen.String).Sample((before, secret, after) =>
            Assert.That(Redactor.Redact(before + secret + after, [secret]), Does.Not.Contain(secret).Or.EqualTo("[REDACTED]")), iter: 2000);

    [TestCase("short", 200, "short")]
    [TestCase("12345678", 8, "12345678")]
    [TestCase("123456789", 8, "12345...")]
    [TestCase("äääää", 8, "ää...")]
    [TestCase("a🙂🙂🙂", 8, "a🙂...")]
    public void Text_is_cut_between_characters(string text, int maxBytes, string cut) =>
        Assert.That(Redactor.Cut(text, maxBytes), Is.EqualTo(cut));

    [Test]
    public void Cut_text_is_never_longer_than_asked_and_never_holds_half_a_character() =>
        Gen.Select(Gen.String, Gen.Int[3, 60]).Sample((text, maxBytes) =>
        {
            var clean = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            var cut = Redactor.Cut(clean, maxBytes);

            Assert.That(Encoding.UTF8.GetByteCount(cut), Is.LessThanOrEqualTo(maxBytes));
            Assert.That(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut)), Is.EqualTo(cut));
        });
}
