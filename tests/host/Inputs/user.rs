fn main() {
    println!("the answer is {}", answer::answer!());
}
