using System.Globalization;
using System.Numerics;
using Alitellm.Operator.Remote.Compare;
using CsCheck;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Compare;

public sealed class DecimalTextTests
{
    [TestCase("1", "1.0")]
    [TestCase("1e3", "1000")]
    [TestCase("1E+03", "1000.00")]
    [TestCase("0.001", "1e-3")]
    [TestCase("-0", "0")]
    [TestCase("0e99", "0.000")]
    [TestCase("-1.50", "-15e-1")]
    [TestCase("2.5e-06", "0.0000025")]
    [TestCase("100000000000000000000000000000000000000000", "1e41")]
    [TestCase("1e99999999999999999999999", "1e99999999999999999999999")]
    public void Numbers_of_one_value_are_equal_however_they_are_written(string left, string right)
    {
        Assert.That(DecimalText.AreEqual(left, right));
        Assert.That(DecimalText.AreEqual(right, left));
    }

    [TestCase("1", "-1")]
    [TestCase("1", "10")]
    [TestCase("0.1", "0.10000000000000001")]
    [TestCase("9007199254740993", "9007199254740992")]
    [TestCase("1e400", "1e401")]
    [TestCase("1", "0")]
    public void Numbers_a_double_could_not_tell_apart_differ(string left, string right)
    {
        Assert.That(DecimalText.AreEqual(left, right), Is.False);
    }

    [TestCase("")]
    [TestCase("-")]
    [TestCase("+1")]
    [TestCase(".5")]
    [TestCase("1.")]
    [TestCase("1e")]
    [TestCase("1e+")]
    [TestCase("1 ")]
    [TestCase("0x1")]
    [TestCase("NaN")]
    [TestCase("1.2.3")]
    [TestCase("1e123456789012345678")]
    public void What_is_not_a_number_is_not_read_as_one(string text)
    {
        Assert.That(DecimalText.TryParse(text, out _), Is.False);
    }

    [Test]
    public void Equality_agrees_with_exact_arithmetic()
    {
        var number = Gen.Select(Gen.Int[-2000, 2000], Gen.Int[-3, 3], Gen.Int[0, 3]);
        Gen.Select(number, number).Sample(
            (x, y) => DecimalText.AreEqual(Write(x), Write(y)) == (Scaled(x) == Scaled(y)),
            iter: 2000,
            threads: 1);
    }

    [Test]
    public void The_text_of_a_number_has_its_value()
    {
        Gen.Select(Gen.Int[-2000, 2000], Gen.Int[-30, 30], Gen.Int[0, 3]).Sample(
            number => DecimalText.TryParse(Write(number), out var read) && DecimalText.AreEqual(read.ToString(), Write(number)),
            iter: 500,
            threads: 1);
    }

    private static string Write((int Digits, int Exponent, int Zeros) number)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{number.Digits}.{new string('0', number.Zeros + 1)}e{number.Exponent}");
    }

    private static BigInteger Scaled((int Digits, int Exponent, int Zeros) number)
    {
        return number.Digits * BigInteger.Pow(10, number.Exponent + 3);
    }
}
